import type { Encoder, Encoding, IntentModel } from '@switchboard/models';

/** What a model makes of a message, reduced to what the decision table asks: which intent, and is it sure enough. */
export interface Reading {
  intent: string;
  confidence: number;
  threshold: number;
  outside: boolean;
}

/** Reads a message behind those of visitors, in a model whose encoder is at hand. */
export async function readMessage(
  model: IntentModel,
  encoder: Pick<Encoder, 'encode'>,
  text: string,
): Promise<Reading> {
  const [encoding] = await encoder.encode([text], { bulk: true });
  const { probabilities, outOfScopeScore } = await model.score({ text, encoding: encoding as Encoding });
  let best = 0;
  probabilities.forEach((value, label) => value > (probabilities[best] as number) && (best = label));
  return {
    intent: model.card.labels[best] as string,
    confidence: probabilities[best] as number,
    threshold: model.card.thresholds[best] ?? 1,
    outside: outOfScopeScore >= model.card.outOfScope.threshold,
  };
}

/** The intent that is answered without anybody else; null when the message goes on to other steps. */
export const answeredIntent = ({ intent, confidence, threshold, outside }: Reading): string | null =>
  confidence >= threshold && !outside ? intent : null;
