import { createHash } from 'node:crypto';
import { setImmediate as yieldToEvents } from 'node:timers/promises';
import {
  type Encoder,
  type Specialist,
  type SpecialistPoint,
  specialistLogProbabilities,
  specialistPoint,
} from '@switchboard/models';
import { encodeAll } from '../train/fit-intents';
import { seededRandom, shuffled } from '../train/random';
import { expandExample } from './expand-examples';
import { fitSpecialist } from './fit-specialist';

/** A specialist as data: labels, the ordinary one first, and lines for each. */
export interface SpecialistExamples {
  name: string;
  labels: readonly string[];
  lines: readonly { text: string; label: string }[];
  /** Sentences at most that a line with alternatives is spread into. */
  expand: number;
  /** Share of the other labels' held-out sentences that may reach a label's threshold. */
  mostFalse: number;
}

export interface TrainSpecialistOptions {
  encoder: Pick<Encoder, 'encode' | 'name' | 'space' | 'dimensions' | 'featureDimensions'>;
  onProgress?(done: number, total: number): void;
}

const folds = 5;

/** Identity of the examples: a change of them makes another specialist. */
export const hashExamples = (examples: SpecialistExamples): string =>
  createHash('sha256').update(JSON.stringify(examples)).digest('hex');

/**
 * Trains a specialist on its examples in seconds. Thresholds and metrics come from five folds by line, so that no
 * sentence is judged by a model that saw another spelling of its line; then it is fitted on everything.
 */
export async function trainSpecialist(
  examples: SpecialistExamples,
  { encoder, onProgress }: TrainSpecialistOptions,
): Promise<Specialist> {
  const random = seededRandom(1);
  const order = shuffled([...examples.lines.keys()], random);
  const rows = examples.lines.flatMap(({ text, label }, line) =>
    expandExample(text, examples.expand, random).map((sentence) => ({
      text: sentence,
      target: examples.labels.indexOf(label),
      fold: order.indexOf(line) % folds,
    })),
  );
  const texts = rows.map(({ text }) => text);
  const encodings = await encodeAll(texts, encoder, (done) => onProgress?.(done, texts.length));
  const points = encodings.map((encoding, index) => specialistPoint(texts[index] as string, encoding));
  const targets = rows.map(({ target }) => target);
  const fitRows = (kept: (row: number) => boolean): Promise<Float32Array> => {
    const indices = [...rows.keys()].filter(kept);
    const pick = <T>(list: readonly T[]): T[] => indices.map((index) => list[index] as T);
    return fitSpecialist(pick<SpecialistPoint>(points), pick(targets), examples.labels.length);
  };

  const heldOut: Float32Array[] = [];
  for (let fold = 0; fold < folds; fold++) {
    const weights = await fitRows((row) => rows[row]?.fold !== fold);
    points.forEach((point, row) => {
      if (rows[row]?.fold === fold)
        heldOut[row] = specialistLogProbabilities(point, weights, examples.labels.length).map(Math.exp);
    });
    await yieldToEvents();
  }
  const thresholds = examples.labels.map((_, label) => thresholdOf(label, heldOut, targets, examples.mostFalse));
  const { name, space, dimensions, featureDimensions } = encoder;
  return {
    weights: await fitRows(() => true),
    card: {
      format: 1,
      name: examples.name,
      labels: [...examples.labels],
      encoder: { name, space, dimensions, featureDimensions },
      thresholds,
      metrics: metricsOf(examples.labels, heldOut, targets, thresholds),
      examplesHash: hashExamples(examples),
    },
  };
}

/** The lowest probability that at most `mostFalse` of the other labels' sentences reach; never under one half. */
function thresholdOf(
  label: number,
  heldOut: readonly Float32Array[],
  targets: readonly number[],
  mostFalse: number,
): number {
  const others = heldOut
    .filter((_, row) => targets[row] !== label)
    .map((probabilities) => probabilities[label] as number)
    .sort((a, b) => b - a);
  return Math.max(0.5, (others[Math.floor(mostFalse * others.length)] ?? 0) + 1e-6);
}

function metricsOf(
  labels: readonly string[],
  heldOut: readonly Float32Array[],
  targets: readonly number[],
  thresholds: readonly number[],
): Record<string, number> {
  const metrics: Record<string, number> = { rows: targets.length };
  labels.forEach((label, at) => {
    const reached = (row: number): boolean => (heldOut[row]?.[at] as number) >= (thresholds[at] as number);
    const rows = [...targets.keys()];
    const own = rows.filter((row) => targets[row] === at);
    const others = rows.filter((row) => targets[row] !== at);
    metrics[`${label} recall`] = own.filter(reached).length / Math.max(1, own.length);
    metrics[`${label} false`] = others.filter(reached).length / Math.max(1, others.length);
  });
  return metrics;
}
