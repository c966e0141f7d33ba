import type { Understanding } from '@switchboard/contracts';
import type { Encoder, Encoding, IntentModel } from '@switchboard/models';
import { asksForPerson } from './asks-for-person';
import { detectLanguage } from './detect-language';

export interface UnderstandDeps {
  /** Null when the encoder is not there: the desk then works by keyword search and people. */
  encoder: Pick<Encoder, 'encode' | 'space'> | null;
  /** The workspace's live intent model, if it has one. */
  readModel(workspaceId: string): Promise<IntentModel | null>;
}

export interface Understood {
  understanding: Understanding;
  /** Unit-length vector of the message; null without an encoder. */
  embedding: Float32Array | null;
}

const topIntents = 5;

/** Message → Understanding. Degrades to language and plain requests when encoder or model are missing, and says so. */
export function createUnderstand({ encoder, readModel }: UnderstandDeps) {
  return async (workspaceId: string, text: string): Promise<Understood> => {
    const normalized = text
      .normalize('NFC')
      .replace(/\p{Cf}+/gu, '')
      .trim();
    const [model, encoding] = await Promise.all([readModel(workspaceId), encode(encoder, normalized)]);
    const usable = model !== null && encoder !== null && model.card.encoder.space === encoder.space ? model : null;
    const scored = usable === null || encoding === null ? null : await intentsOf(usable, normalized, encoding);
    return {
      embedding: encoding?.embedding ?? null,
      understanding: {
        language: detectLanguage(normalized),
        intents: scored?.intents ?? [],
        outOfScope: scored?.outOfScope ?? null,
        asksForPerson: asksForPerson(normalized),
        intentModel: usable?.hash ?? null,
        missing: [...(encoding === null ? ['encoder'] : []), ...(usable === null ? ['intent model'] : [])],
      },
    };
  };
}

async function encode(encoder: UnderstandDeps['encoder'], text: string): Promise<Encoding | null> {
  if (encoder === null) return null;
  // A turn without a vector is still a turn: search falls back to words.
  const [encoding = null] = await encoder.encode([text]).catch(() => []);
  return encoding;
}

async function intentsOf(
  model: IntentModel,
  text: string,
  encoding: Encoding,
): Promise<Pick<Understanding, 'intents' | 'outOfScope'>> {
  const { probabilities, outOfScopeScore } = await model.score({ text, encoding });
  const intents = model.card.labels
    .map((intent, label) => ({
      intent,
      confidence: probabilities[label] as number,
      threshold: model.card.thresholds[label] ?? 1,
    }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, topIntents);
  return { intents, outOfScope: { score: outOfScopeScore, threshold: model.card.outOfScope.threshold } };
}
