import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Encoding } from '../encoder/encoder';
import { intentHeadGraph } from './intent-head-graph';
import { type HeadScores, type IntentWeights, type KnownWords, type Margins, signalNames } from './intent-model';
import { lexicalVector, wordKeys } from './lexical-features';
import { topTwo } from './numbers';

/** Signals that the graph gives; the others follow from the heads' scores. */
const distanceSignals = signalNames.length - 2;

/** What the frozen encoder's vectors and the words say of messages. */
export interface IntentHead {
  /** Scores of each message, in order. A message gets the same scores in any company but for rounding. */
  score(messages: readonly { text: string; encoding: Encoding }[]): Promise<HeadScores[]>;
  close(): Promise<void>;
}

export async function openIntentHead(weights: IntentWeights): Promise<IntentHead> {
  const session = await InferenceSession.create(intentHeadGraph(weights), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
  });
  const unfamiliarTo = readWords(weights.words, weights.margins.bias.length);
  return {
    async score(messages) {
      if (messages.length === 0) return [];
      const result = await session.run({
        features: stack(messages.map(({ encoding }) => encoding.features)),
        embedding: stack(messages.map(({ encoding }) => encoding.embedding)),
      });
      const labels = weights.margins.bias.length;
      const { neighbourLabels } = weights.distances;
      const rowOf = (name: string, width: number, row: number): Float32Array =>
        (result[name]?.data as Float32Array).slice(row * width, (row + 1) * width);
      return messages.map(({ text }, row) => {
        const logProbabilities = rowOf('logProbabilities', labels, row);
        const margins = rowOf('margins', labels, row);
        addWords(margins, text, weights.margins);
        const distances = rowOf('distances', distanceSignals, row);
        return {
          logProbabilities,
          margins,
          signals: Float32Array.of(...headSignals(margins), ...distances),
          likeness: likenessOf(rowOf('similarities', neighbourLabels.length, row), neighbourLabels, labels),
          unfamiliar: unfamiliarTo(text),
        };
      });
    },
    close: () => session.release(),
  };
}

/** The first signals of `signalNames`: the best margin and its lead over the second. */
function headSignals(margins: Float32Array): number[] {
  const [first, second] = topTwo(margins);
  return [-first, second - first];
}

/** So many nearest messages of a label say how like the label a message is: one alone may be there by chance. */
const nearestMessages = 3;

/** Mean of the largest similarities of each label, [labels]; lists are short, and kept in order. */
function likenessOf(similarities: Float32Array, labelOf: Int32Array, labels: number): Float32Array {
  const best = Array.from({ length: labels }, (): number[] => []);
  similarities.forEach((value, neighbour) => {
    const own = best[labelOf[neighbour] as number] as number[];
    if (own.length === nearestMessages && value <= (own.at(-1) as number)) return;
    own.push(value);
    own.sort((a, b) => b - a);
    own.length = Math.min(own.length, nearestMessages);
  });
  return Float32Array.from(best, (own) => own.reduce((sum, value) => sum + value, 0) / Math.max(1, own.length));
}

/** Share of a text's words that no message of each label has, [labels]; 0 of a text without words. */
function readWords({ keys, labels: labelOf }: KnownWords, labels: number): (text: string) => Float32Array {
  const known = new Map<number, number[]>();
  keys.forEach((key, at) => known.set(key, [...(known.get(key) ?? []), labelOf[at] as number]));
  return (text) => {
    const asked = wordKeys(text);
    const share = new Float32Array(labels).fill(Math.min(1, asked.size));
    for (const key of asked)
      for (const label of known.get(key) ?? []) share[label] = (share[label] as number) - 1 / asked.size;
    return share;
  };
}

/** Adds what the words say to the margins that the embedding gave. */
function addWords(margins: Float32Array, text: string, { featureOf, idf, lexicalWeights }: Margins): void {
  const { ids, weights } = lexicalVector(text, featureOf, idf);
  const labels = margins.length;
  const { data, scales } = lexicalWeights;
  ids.forEach((id, at) => {
    const factor = (weights[at] as number) * (scales[id] as number);
    for (let label = 0, from = id * labels; label < labels; label++, from++)
      margins[label] = (margins[label] as number) + factor * (data[from] as number);
  });
}

function stack(rows: readonly Float32Array[]): Tensor {
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, index) => data.set(row, index * width));
  return new Tensor('float32', data, [rows.length, width]);
}
