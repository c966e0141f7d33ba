import {
  type Encoder,
  type Encoding,
  type HeadScores,
  type IntentWeights,
  type KnownWords,
  hiddenUnits,
  openIntentHead,
  wordKeys,
} from '@switchboard/models';
import { hashRows } from '../data/hash-rows';
import type { IntentRow } from '../data/read-intent-rows';
import { fitDistances } from './fit-distances';
import { fitMargins } from './fit-margins';
import { fitPerceptrons } from './fit-perceptrons';
import { nameAsText } from './name-as-text';
import type { Recipe } from './recipe';
import { sampleEvenly } from './sample-evenly';
import type { Fold } from './split-folds';

/** Rows as the training reads them: parallel lists, labels sorted. */
export interface IntentData {
  /** Of the rows. */
  hash: string;
  labels: string[];
  texts: string[];
  targets: number[];
  encodings: Encoding[];
  /** What each label's own name says, an example like any other when it is learnt from. */
  names: { texts: string[]; encodings: Encoding[] };
}

/** A held-out row: its place, what the heads and the distances say, and the right label. */
export type HeldOutRow = HeadScores & { row: number; target: number };

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
    hash: hashRows(rows),
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

/** All parts of the model, from the rows at `indices` and the labels' names. */
export const fit = (
  data: IntentData,
  indices: readonly number[],
  recipe: Recipe,
  random: () => number,
  onEpoch?: (loss: number) => void,
): Promise<IntentWeights> =>
  fitOn({ ...withNames(data, indices, [...data.labels.keys()]), labels: data.labels.length }, recipe, random, onEpoch);

async function fitOn(
  { texts, encodings, targets, labels }: { texts: string[]; encodings: Encoding[]; targets: number[]; labels: number },
  recipe: Recipe,
  random: () => number,
  onEpoch?: (loss: number) => void,
): Promise<IntentWeights> {
  const embeddings = encodings.map(({ embedding }) => embedding);
  const features = encodings.map((encoding) => encoding.features);
  const perceptrons = await fitPerceptrons(features, targets, labels, recipe, random, onEpoch);
  return {
    perceptrons,
    margins: await fitMargins(texts, embeddings, targets, labels, recipe, random),
    distances: await fitDistances(
      { encodings, hidden: await hiddenUnits(perceptrons, features), targets, labels },
      random,
    ),
    words: knownWords(texts, targets),
  };
}

/** Each word once for each label whose texts have it. */
function knownWords(texts: readonly string[], targets: readonly number[]): KnownWords {
  const known = new Map<number, Set<number>>();
  texts.forEach((text, row) => {
    const label = targets[row] as number;
    known.set(label, new Set([...(known.get(label) ?? []), ...wordKeys(text)]));
  });
  const pairs = [...known].flatMap(([label, keys]) => [...keys].map((key) => ({ key, label })));
  return { keys: Int32Array.from(pairs, ({ key }) => key), labels: Int32Array.from(pairs, ({ label }) => label) };
}

/** The rows at `indices`, and the names of the labels in `known` among them: a label without a row has its name. */
export function withNames(data: IntentData, indices: readonly number[], known: readonly number[]) {
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

/** Fits on a fold's training part and scores its held-out part, exactly as serving would. */
export async function holdOut(
  data: IntentData,
  { train, held }: Fold,
  recipe: Recipe,
  random: () => number,
  onEpoch?: (loss: number) => void,
): Promise<HeldOutRow[]> {
  const weights = await fit(data, train, recipe, random, onEpoch);
  const scores = await scoreRows(weights, messagesAt(data, held));
  return held.map((row, index) => ({ ...(scores[index] as HeadScores), row, target: data.targets[row] as number }));
}

interface Message {
  text: string;
  encoding: Encoding;
}

const messagesAt = ({ texts, encodings }: IntentData, indices: readonly number[]): Message[] =>
  indices.map((index) => ({ text: texts[index] as string, encoding: encodings[index] as Encoding }));

const scoreAtOnce = 256;

/** Scores many messages with weights that are not saved yet. */
export async function scoreRows(weights: IntentWeights, messages: readonly Message[]): Promise<HeadScores[]> {
  const head = await openIntentHead(weights);
  const scores: HeadScores[] = [];
  for (let at = 0; at < messages.length; at += scoreAtOnce)
    scores.push(...(await head.score(messages.slice(at, at + scoreAtOnce))));
  await head.close();
  return scores;
}

/** A rough model tells strangers apart as well: few rows, one perceptron. */
export const roughRows = 3_000;

/**
 * Signals of a fold's held-out rows from a model that does not know the labels in `unknown`: what a message of another
 * intent looks like to this training.
 */
export async function signalsWithout(
  data: IntentData,
  { train, held }: Fold,
  unknown: ReadonlySet<number>,
  recipe: Recipe,
  random: () => number,
): Promise<Float32Array[]> {
  const known = [...data.labels.keys()].filter((label) => !unknown.has(label));
  const renumbered = new Map(known.map((label, index) => [label, index]));
  const rows = train.filter((index) => renumbered.has(data.targets[index] as number));
  const sample = sampleEvenly(
    rows.map((index) => data.targets[index] as number),
    roughRows,
    random,
  ).map((at) => rows[at] as number);
  const { texts, targets, encodings } = withNames(data, sample, known);
  const own = targets.map((label) => renumbered.get(label) as number);
  const rough = { ...recipe, members: 1 };
  const weights = await fitOn({ texts, encodings, targets: own, labels: known.length }, rough, random);
  return (await scoreRows(weights, messagesAt(data, held))).map(({ signals }) => signals);
}
