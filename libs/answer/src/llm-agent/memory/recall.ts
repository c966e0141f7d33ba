import type { Message } from '@switchboard/contracts';
import { estimateTokens } from '@switchboard/models';

/** What the messages up to a sequence number came to. */
export interface Remembered {
  text: string;
  toSeq: number;
}

export interface RecallDeps {
  /** Words of both sides after a sequence number and before the question, oldest first. */
  readWords(afterSeq: number): Promise<readonly Message[]>;
  /** What older messages came to, together with what was remembered before; null where that cannot be had now. */
  summarise(before: string | null, messages: readonly Message[]): Promise<string | null>;
  save(remembered: Remembered): Promise<void>;
}

/** What a prompt holds of a conversation. */
export interface Recall {
  remembered: Remembered | null;
  recent: readonly Message[];
  /** Messages that neither the summary nor `recent` holds. */
  dropped: number;
}

/** When something has to be summarised, so much of the budget stays for words as they were said. */
const verbatimShare = 0.6;

/**
 * The conversation within a budget of tokens: what was remembered and everything since, as long as that fits. Else the
 * older messages are summarised, once, and remembered; where they cannot be, the oldest are left out.
 */
export async function recall(known: Remembered | null, budgetTokens: number, deps: RecallDeps): Promise<Recall> {
  const words = await deps.readWords(known?.toSeq ?? 0);
  const left = budgetTokens - tokensOf(known?.text ?? '');
  const all = newestWithin(words, left);
  if (all.length === words.length) return { remembered: known, recent: words, dropped: 0 };

  const recent = newestWithin(words, Math.floor(budgetTokens * verbatimShare));
  const older = words.slice(0, words.length - recent.length);
  const text = await deps.summarise(known?.text ?? null, older);
  if (text === null) return { remembered: known, recent: all, dropped: words.length - all.length };
  const remembered = { text, toSeq: older.at(-1)?.seq ?? known?.toSeq ?? 0 };
  await deps.save(remembered);
  return { remembered, recent, dropped: 0 };
}

const perMessage = 4;
const tokensOf = (text: string): number => (text === '' ? 0 : estimateTokens(text) + perMessage);

function newestWithin(words: readonly Message[], budget: number): Message[] {
  let left = budget;
  let from = words.length;
  while (from > 0) {
    left -= tokensOf(words[from - 1]?.text ?? '');
    if (left < 0) break;
    from--;
  }
  return words.slice(from);
}
