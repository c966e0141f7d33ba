import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { Encoding } from '../encoder/encoder';
import { intentHeadGraph } from './intent-head-graph';
import { type HeadScores, type IntentWeights, type Margins, signalNames } from './intent-model';
import { lexicalVector } from './lexical-features';

/** What the frozen encoder's vectors and the words say of messages. */
export interface IntentHead {
  /** Scores of each message, in order. A message gets the same scores in any company but for rounding. */
  score(messages: readonly { text: string; encoding: Encoding }[]): Promise<HeadScores[]>;
  close(): Promise<void>;
}

/** Without machines (`margins` null) the margins are empty. */
export async function openIntentHead(
  weights: Omit<IntentWeights, 'margins'> & { margins: Margins | null },
): Promise<IntentHead> {
  const session = await InferenceSession.create(intentHeadGraph(weights), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    enableCpuMemArena: false,
  });
  return {
    async score(messages) {
      if (messages.length === 0) return [];
      const result = await session.run({
        features: stack(messages.map(({ encoding }) => encoding.features)),
        embedding: stack(messages.map(({ encoding }) => encoding.embedding)),
      });
      const rowsOf = (name: string, width: number): Float32Array[] => {
        const data = result[name]?.data as Float32Array | undefined;
        return messages.map((_, row) => data?.slice(row * width, (row + 1) * width) ?? new Float32Array());
      };
      const labels = weights.distances.centroidNorms.length;
      const logProbabilities = rowsOf('logProbabilities', labels);
      const margins = rowsOf('margins', labels);
      const signals = rowsOf('signals', signalNames.length);
      return messages.map(({ text }, row) => {
        const own = margins[row] as Float32Array;
        if (weights.margins !== null) addWords(own, text, weights.margins);
        return {
          logProbabilities: logProbabilities[row] as Float32Array,
          margins: own,
          signals: signals[row] as Float32Array,
        };
      });
    },
    close: () => session.release(),
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
