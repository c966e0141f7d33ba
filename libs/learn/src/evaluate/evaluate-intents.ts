import type { Encoder, Encoding, IntentModel } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';

export interface IntentPrediction {
  text: string;
  intent: string;
  confidence: number;
  oosScore: number;
  top: { intent: string; p: number }[];
}

export interface IntentEvaluation {
  n: number;
  accuracy: number;
  macroF1: number;
  /** Expected calibration error over 15 bins of equal width. */
  ece: number;
  /** `kept` is the share of the in-scope rows that stay under the threshold. */
  oos: { auroc: number; recall: number; threshold: number; kept: number; inScopeAccuracy: number } | null;
  latencyMs: { p50: number; p95: number };
  rssMb: number;
}

type EncodeOnly = Pick<Encoder, 'encode'>;

/** Understands each text as serving would, one at a time; rows stay in order. */
export async function predictIntents(
  model: IntentModel,
  encoder: EncodeOnly,
  rows: readonly { text: string }[],
  onRow?: (done: number, ms: number) => void,
): Promise<IntentPrediction[]> {
  const predictions: IntentPrediction[] = [];
  for (const { text } of rows) {
    const start = performance.now();
    const [encoding] = await encoder.encode([text]);
    const { probabilities, outOfScopeScore } = await model.score({ text, encoding: encoding as Encoding });
    const top = topIntents(model, probabilities, 5);
    onRow?.(predictions.length + 1, performance.now() - start);
    predictions.push({
      text,
      intent: top[0]?.intent ?? '',
      confidence: top[0]?.p ?? 0,
      oosScore: outOfScopeScore,
      top,
    });
  }
  return predictions;
}

/** Labels by probability, best first. */
export function topIntents(
  model: IntentModel,
  probabilities: Float32Array,
  count: number,
): { intent: string; p: number }[] {
  return model.card.labels
    .map((intent, label) => ({ intent, p: probabilities[label] as number }))
    .sort((a, b) => b.p - a.p)
    .slice(0, count);
}

/** Measures a model on rows it was not trained on. The out-of-scope threshold is the one stored at training for `keep`. */
export async function evaluateIntents(
  {
    model,
    encoder,
    rows,
    oosRows = [],
    keep,
  }: {
    model: IntentModel;
    encoder: EncodeOnly;
    rows: readonly IntentRow[];
    oosRows?: readonly { text: string }[];
    keep?: number;
  },
  onRow?: (done: number) => void,
): Promise<IntentEvaluation> {
  const times: number[] = [];
  const record = (done: number, ms: number): void => {
    times.push(ms);
    onRow?.(done);
  };
  const inScope = await predictIntents(model, encoder, rows, record);
  const outside = await predictIntents(model, encoder, oosRows, (done) => onRow?.(rows.length + done));
  const right = inScope.map(({ intent }, index) => intent === rows[index]?.intent);
  const sorted = times.slice(Math.min(20, times.length >> 1)).sort((a, b) => a - b);
  return {
    n: rows.length,
    accuracy: mean(right.map(Number)),
    macroF1: macroF1(
      inScope.map(({ intent }) => intent),
      rows.map(({ intent }) => intent),
    ),
    ece: calibrationError(
      inScope.map(({ confidence }) => confidence),
      right,
    ),
    oos: oosRows.length === 0 ? null : outOfScope(model, inScope, outside, right, keep),
    latencyMs: { p50: quantile(sorted, 0.5), p95: quantile(sorted, 0.95) },
    rssMb: Math.round(process.memoryUsage().rss / 1e5) / 10,
  };
}

function outOfScope(
  model: IntentModel,
  inScope: readonly IntentPrediction[],
  outside: readonly IntentPrediction[],
  right: readonly boolean[],
  keep?: number,
) {
  const card = model.card.outOfScope;
  const threshold = keep === undefined ? card.threshold : (card.quantiles[Math.round(keep * 100)] ?? card.threshold);
  const kept = inScope.map(({ oosScore }) => oosScore < threshold);
  return {
    auroc: auroc(
      outside.map(({ oosScore }) => oosScore),
      inScope.map(({ oosScore }) => oosScore),
    ),
    recall: mean(outside.map(({ oosScore }) => Number(oosScore >= threshold))),
    threshold,
    kept: mean(kept.map(Number)),
    inScopeAccuracy: mean(right.map((value, index) => Number(value && kept[index] === true))),
  };
}

/** Probability that an outside message scores higher than an inside one (Mann–Whitney), ties count half. */
export function auroc(outside: readonly number[], inside: readonly number[]): number {
  const ranked = [...outside.map((score) => ({ score, out: 1 })), ...inside.map((score) => ({ score, out: 0 }))].sort(
    (a, b) => a.score - b.score,
  );
  let rankSum = 0;
  for (let start = 0; start < ranked.length;) {
    let end = start;
    while (end < ranked.length && ranked[end]?.score === ranked[start]?.score) end++;
    for (let i = start; i < end; i++) rankSum += (ranked[i]?.out ?? 0) * ((start + end + 1) / 2);
    start = end;
  }
  return (rankSum - (outside.length * (outside.length + 1)) / 2) / (outside.length * inside.length);
}

/** Mean gap between confidence and accuracy over 15 bins, weighted by their size (Naeini et al. 2015). */
export function calibrationError(confidences: readonly number[], right: readonly boolean[], bins = 15): number {
  const sums = Array.from({ length: bins }, () => ({ confidence: 0, right: 0 }));
  confidences.forEach((confidence, index) => {
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))];
    if (bin === undefined) return;
    bin.confidence += confidence;
    bin.right += Number(right[index]);
  });
  return sums.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0) / confidences.length;
}

/** Unweighted mean of the F1 of each label that occurs in the truth. */
export function macroF1(predicted: readonly string[], truth: readonly string[]): number {
  const labels = [...new Set(truth)];
  const scores = labels.map((label) => {
    const hit = truth.filter((value, index) => value === label && predicted[index] === label).length;
    const total = truth.filter((value) => value === label).length + predicted.filter((value) => value === label).length;
    return (2 * hit) / total;
  });
  return mean(scores);
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
