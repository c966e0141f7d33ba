import { type Encoder, type Encoding, type HeadScores, type IntentWeights, openIntentHead } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { fitDistances } from './fit-distances';
import { fitMargins } from './fit-margins';
import { type PerceptronOptions, fitPerceptrons } from './fit-perceptrons';
import { nameAsText } from './name-as-text';
import type { Fold } from './split-folds';

/** Rows as the training reads them: parallel lists, labels sorted. */
export interface IntentData {
  labels: string[];
  texts: string[];
  targets: number[];
  encodings: Encoding[];
  /** What each label's own name says, an example like any other when it is learnt from. */
  names: { texts: string[]; encodings: Encoding[] };
}

/** A held-out row: what the heads and the distances say, and the right label. */
export type HeldOutRow = HeadScores & { target: number };

const encodeAtOnce = 64;

/** Encodes the rows; `onProgress` hears how many are done. */
export async function readData(
  rows: readonly IntentRow[],
  encoder: Pick<Encoder, 'encode'>,
  onProgress?: (done: number) => void,
): Promise<IntentData> {
  const labels = [...new Set(rows.map(({ intent }) => intent))].sort();
  const labelOf = new Map(labels.map((label, index) => [label, index]));
  const texts = rows.map(({ text }) => text);
  const names = labels.map(nameAsText);
  return {
    labels,
    texts,
    targets: rows.map(({ intent }) => labelOf.get(intent) as number),
    encodings: await encodeAll(texts, encoder, onProgress),
    names: { texts: names, encodings: await encodeAll(names, encoder) },
  };
}

export async function encodeAll(
  texts: readonly string[],
  encoder: Pick<Encoder, 'encode'>,
  onProgress?: (done: number) => void,
): Promise<Encoding[]> {
  const encodings: Encoding[] = [];
  for (let at = 0; at < texts.length; at += encodeAtOnce) {
    onProgress?.(at);
    encodings.push(...(await encoder.encode(texts.slice(at, at + encodeAtOnce), { bulk: true })));
  }
  return encodings;
}

/** Few rows need more passes, and more perceptrons to even out the chance of their starts. */
const perceptronsFor = (rowsPerLabel: number): PerceptronOptions =>
  rowsPerLabel < 25 ? { members: 4, hidden: 256, epochs: 30 } : { members: 2, hidden: 256, epochs: 10 };

/** All parts of the model, from the rows at `indices` and the labels' names. */
export async function fit(data: IntentData, indices: readonly number[], random: () => number): Promise<IntentWeights> {
  const { texts, targets, encodings } = withNames(data, indices);
  const embeddings = encodings.map(({ embedding }) => embedding);
  const labels = data.labels.length;
  const options = perceptronsFor(indices.length / labels);
  return {
    perceptrons: await fitPerceptronsOn(encodings, targets, labels, options, random),
    margins: await fitMargins(texts, embeddings, targets, labels, random),
    distances: await fitDistances(embeddings, targets, labels, random),
  };
}

/** The rows at `indices`, and the names of all labels among them. */
function withNames(data: IntentData, indices: readonly number[]) {
  const known = [...new Set(indices.map((index) => data.targets[index] as number))].sort((a, b) => a - b);
  const pick = <T>(items: readonly T[], names: readonly T[]): T[] => [
    ...indices.map((index) => items[index] as T),
    ...known.map((label) => names[label] as T),
  ];
  return {
    texts: pick(data.texts, data.names.texts),
    targets: pick(data.targets, [...data.labels.keys()]),
    encodings: pick(data.encodings, data.names.encodings),
  };
}

const fitPerceptronsOn = (
  encodings: readonly Encoding[],
  targets: readonly number[],
  labels: number,
  options: PerceptronOptions,
  random: () => number,
) =>
  fitPerceptrons(
    encodings.map(({ features }) => features),
    targets,
    labels,
    options,
    random,
  );

/** Fits on a fold's training part and scores its held-out part, exactly as serving would. */
export async function holdOut(data: IntentData, { train, held }: Fold, random: () => number): Promise<HeldOutRow[]> {
  const weights = await fit(data, train, random);
  const scores = await scoreRows(weights, messagesAt(data, held));
  return scores.map((row, index) => ({ ...row, target: data.targets[held[index] as number] as number }));
}

interface Message {
  text: string;
  encoding: Encoding;
}

const messagesAt = ({ texts, encodings }: IntentData, indices: readonly number[]): Message[] =>
  indices.map((index) => ({ text: texts[index] as string, encoding: encodings[index] as Encoding }));

const scoreAtOnce = 256;

/** Scores many messages with weights that are not saved yet. */
export async function scoreRows(
  weights: Parameters<typeof openIntentHead>[0],
  messages: readonly Message[],
): Promise<HeadScores[]> {
  const head = await openIntentHead(weights);
  const scores: HeadScores[] = [];
  for (let at = 0; at < messages.length; at += scoreAtOnce)
    scores.push(...(await head.score(messages.slice(at, at + scoreAtOnce))));
  await head.close();
  return scores;
}

/** A rough model tells strangers apart as well: one perceptron and half the passes. */
const roughShare = 0.5;

/**
 * Signals of a fold's held-out rows from a model that does not know the labels in `unknown`: what a message of another
 * intent looks like to this training.
 */
export async function signalsWithout(
  data: IntentData,
  { train, held }: Fold,
  unknown: ReadonlySet<number>,
  random: () => number,
): Promise<Float32Array[]> {
  const known = train.filter((index) => !unknown.has(data.targets[index] as number));
  const { targets, encodings } = withNames(data, known);
  const renumbered = new Map([...new Set(targets)].sort((a, b) => a - b).map((label, index) => [label, index]));
  const labels = renumbered.size;
  const own = targets.map((label) => renumbered.get(label) as number);
  const { hidden, epochs } = perceptronsFor(known.length / labels);
  const rough = { members: 1, hidden, epochs: Math.ceil(roughShare * epochs) };
  const perceptrons = await fitPerceptronsOn(encodings, own, labels, rough, random);
  const embeddings = encodings.map(({ embedding }) => embedding);
  const distances = await fitDistances(embeddings, own, labels, random);
  const scores = await scoreRows({ perceptrons, margins: null, distances }, messagesAt(data, held));
  return scores.map(({ signals }) => signals);
}
