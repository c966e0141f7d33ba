import { type Encoder, type Encoding, type Specialist, scoreSpecialist } from '@switchboard/models';
import { languageOf } from '../language/language-of';
import { revealText } from './reveal-text';
import { splitWindows } from './split-windows';

export interface GuardScore {
  /** Probability that some part of the text gives orders to the model, 0 to 1. */
  score: number;
  threshold: number;
  attack: boolean;
}

export interface GuardOptions {
  /** Bulk work waits behind messages of visitors. */
  bulk?: boolean;
  /** A text whose encoding is there already. */
  known?: { text: string; encoding: Encoding };
}

/** Texts → scores, in their order. Throws EncoderUnavailableError. */
export type Guard = (texts: readonly string[], options?: GuardOptions) => Promise<GuardScore[]>;

/**
 * How much what the encoder makes of a language that it does not read counts: less than of one that it reads. Chosen on
 * `evals/guard/languages.jsonl` and harmless messages in Chinese, German and Japanese.
 */
const unreadWeight = 0.75;

/**
 * The prompt-injection detector, for what visitors write, for passages and for what tools return: each text in windows,
 * with what is hidden in it written out. Its score is that of the worst window, with odds divided by the root of
 * the number of windows: in a long text one of them looks odd by chance.
 */
export function createGuard(specialist: Specialist, encoder: Pick<Encoder, 'encode' | 'languages'>): Guard {
  const attackLabel = specialist.card.labels.indexOf('attack');
  const threshold = specialist.card.thresholds[attackLabel] ?? 1;
  return async (texts, { known, ...options } = {}) => {
    const windows = texts.map((text) => revealText(text).flatMap(splitWindows));
    const all = windows.flat();
    const unknown = [...new Set(all.filter((window) => window !== known?.text))];
    const encodings = new Map((await encoder.encode(unknown, options)).map((own, index) => [unknown[index], own]));
    if (known !== undefined) encodings.set(known.text, known.encoding);
    const scores = all.map((window) => {
      const encoding = encodings.get(window);
      if (encoding === undefined) return 0;
      const weighed = isRead(window, encoder.languages) ? encoding : scaled(encoding, unreadWeight);
      return scoreSpecialist(specialist, window, weighed)[attackLabel] ?? 0;
    });
    let at = 0;
    return windows.map(({ length }) => {
      const worst = scores.slice(at, (at += length)).reduce((most, own) => Math.max(most, own), 0);
      const score = worst / (worst + (1 - worst) * Math.sqrt(Math.max(1, length)));
      return { score, threshold, attack: score >= threshold };
    });
  };
}

/** What is short or mixed counts as read. */
function isRead(text: string, languages: readonly string[]): boolean {
  const language = languageOf(text);
  return language === null || languages.includes(language);
}

const scaled = ({ embedding, features }: Encoding, by: number): Encoding => ({
  embedding: embedding.map((value) => value * by),
  features: features.map((value) => value * by),
});
