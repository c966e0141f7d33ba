import type { Encoder, IntentModel } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { predictIntents } from '../evaluate/evaluate-intents';
import { seededRandom } from '../train/random';
import type { Variant } from './vary-message';

/** A difference with its 95 % interval, from a bootstrap over messages. */
export interface Gap {
  difference: number;
  low: number;
  high: number;
}

export interface GroupBias {
  dimension: string;
  group: string;
  accuracy: number;
  /** Mean confidence in the best intent, and share of messages taken for out of scope. */
  confidence: number;
  refused: number;
  /** Against the mean of its dimension's groups (names), or against the message as it was written (the others). */
  gaps: { accuracy: Gap; confidence: Gap; refused: Gap };
}

export interface BiasReport {
  model: string;
  messages: number;
  /** The messages as they were written. */
  plain: { accuracy: number; confidence: number; refused: number };
  groups: GroupBias[];
}

/** One message in one form: was the intent right, with what confidence, and was it taken for out of scope? */
interface Outcome {
  accuracy: number;
  confidence: number;
  refused: number;
}
const measures = ['accuracy', 'confidence', 'refused'] as const;

/**
 * The same messages written in many ways (metamorphic testing; counterfactual names as in Sheng et al. 2019): where the
 * model answers some groups worse than others, and by how much.
 */
export async function measureBias(
  { model, encoder, rows }: { model: IntentModel; encoder: Pick<Encoder, 'encode'>; rows: readonly IntentRow[] },
  variants: readonly Variant[],
  onProgress?: (done: number, total: number) => void,
): Promise<BiasReport> {
  const outcomesOf = async (rewrite: Variant['rewrite'], done: number): Promise<Outcome[]> => {
    const texts = rows.map(({ text }, row) => ({ text: rewrite(text, row) }));
    const predictions = await predictIntents(model, encoder, texts);
    onProgress?.(done, variants.length + 1);
    return predictions.map(({ intent, confidence, oosScore }, row) => ({
      accuracy: Number(intent === rows[row]?.intent),
      confidence,
      refused: Number(oosScore >= model.card.outOfScope.threshold),
    }));
  };
  const plain = await outcomesOf((text) => text, 1);
  const written: Outcome[][] = [];
  for (const [index, { rewrite }] of variants.entries()) written.push(await outcomesOf(rewrite, index + 2));
  const names = written.filter((_, index) => variants[index]?.dimension === 'names');
  const groups = variants.map(({ dimension, group }, index): GroupBias => {
    const own = written[index] as Outcome[];
    const others = dimension === 'names' ? meanOutcomes(names) : plain;
    const [accuracy, confidence, refused] = measures.map((measure) => gapOf(own, others, measure));
    return { dimension, group, ...means(own), gaps: { accuracy, confidence, refused } as GroupBias['gaps'] };
  });
  return { model: model.hash, messages: rows.length, plain: means(plain), groups };
}

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const means = (outcomes: readonly Outcome[]): Outcome => ({
  accuracy: average(outcomes.map(({ accuracy }) => accuracy)),
  confidence: average(outcomes.map(({ confidence }) => confidence)),
  refused: average(outcomes.map(({ refused }) => refused)),
});

/** Message by message, what all groups got on average. */
const meanOutcomes = (groups: readonly Outcome[][]): Outcome[] =>
  (groups[0] ?? []).map((_, row) => means(groups.map((outcomes) => outcomes[row] as Outcome)));

const samples = 1_000;

/** Paired: both sides of a difference are the same message. */
function gapOf(own: readonly Outcome[], others: readonly Outcome[], measure: (typeof measures)[number]): Gap {
  const differences = own.map((outcome, row) => outcome[measure] - (others[row]?.[measure] ?? 0));
  const random = seededRandom(1);
  const drawn = Array.from({ length: samples }, () => {
    let sum = 0;
    for (let i = 0; i < differences.length; i++)
      sum += differences[Math.floor(random() * differences.length)] as number;
    return sum / Math.max(1, differences.length);
  }).sort((a, b) => a - b);
  return {
    difference: average(differences),
    low: drawn[Math.round(0.025 * (samples - 1))] ?? 0,
    high: drawn[Math.round(0.975 * (samples - 1))] ?? 0,
  };
}
