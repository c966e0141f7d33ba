import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BertArchitecture, type EncoderWeights, exportTuned } from '@switchboard/models';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { seededRandom } from '../train/random';
import type { Example } from './batch';
import { openCheckpoints } from './checkpoints';
import { encoderParameters } from './encoder-parameters';
import { type FineTuneOptions, type FineTuned, fineTune } from './fine-tune';

const architecture: BertArchitecture = {
  type: 'bert',
  vocabulary: 40,
  positions: 12,
  hiddenSize: 16,
  layers: 3,
  heads: 2,
  intermediateSize: 32,
  layerNormEpsilon: 1e-12,
};
const [labels, hidden] = [2, 16];

/** An untrained encoder by the names of a checkpoint. To it, the tokens 5 and 6 are the same. */
function randomEncoder(): EncoderWeights {
  const random = seededRandom(7);
  const tensors = new Map(
    encoderParameters(architecture).flatMap(({ name, shape, sources }) => {
      const size = shape.reduce((product, length) => product * length, 1) / sources.length;
      const width = name.startsWith('embeddings') ? 0.05 : 0.5;
      const value = (): number => (name.endsWith('gamma') ? 1 : name.endsWith('bias') ? 0 : width * (random() - 0.5));
      return sources.map((source) => [source, Float32Array.from({ length: size }, value)] as const);
    }),
  );
  const words = tensors.get('embeddings.word_embeddings.weight') as Float32Array;
  words.copyWithin(6 * architecture.hiddenSize, 5 * architecture.hiddenSize, 6 * architecture.hiddenSize);
  return { read: (name) => tensors.get(name) as Float32Array, close: () => undefined };
}

function randomHead(): FineTuneOptions['head'] {
  const random = seededRandom(8);
  const floats = (length: number): Float32Array => Float32Array.from({ length }, () => 0.2 * (random() - 0.5));
  return {
    members: 1,
    hiddenWeights: floats(hidden * 4 * architecture.hiddenSize),
    hiddenBias: new Float32Array(hidden),
    outputWeights: floats(labels * hidden),
    outputBias: new Float32Array(labels),
  };
}

/** Messages that differ in one token. */
function messages(count: number, seed: number): Example[] {
  const random = seededRandom(seed);
  const filler = (): number => 10 + Math.floor(random() * 20);
  return Array.from({ length: count }, (_, index) => {
    const label = index % 2;
    return { ids: [1, filler(), 5 + label, ...Array.from({ length: 1 + (index % 4) }, filler), 2], label };
  });
}

const options = (change: Partial<FineTuneOptions> = {}): FineTuneOptions => ({
  architecture,
  weights: randomEncoder(),
  head: randomHead(),
  labels,
  examples: messages(640, 1),
  held: messages(100, 2),
  epochs: 10,
  // Nothing was learnt before: it may learn fast.
  rates: { encoder: 5e-3, head: 1e-2 },
  seed: 3,
  ...change,
});

const accuracyOf = ({ heldLogProbabilities }: FineTuned, held: readonly Example[]): number =>
  heldLogProbabilities.filter((row, index) => (row[held[index]?.label ?? 0] as number) > Math.log(0.5)).length /
  held.length;

describe('fineTune', () => {
  it('teaches an encoder what its frozen vectors do not say', async () => {
    const losses: number[] = [];
    const tuned = await fineTune(options({ onEpoch: ({ loss }) => losses.push(loss) }));
    expect(losses.at(-1)).toBeLessThan((losses[0] as number) - 0.2);
    expect(accuracyOf(tuned, messages(100, 2))).toBeGreaterThan(0.95);
  }, 60_000);

  it('goes on from a checkpoint as if it had not been stopped', async () => {
    const short = { epochs: 3, examples: messages(96, 1) };
    const whole = await fineTune(options(short));
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-checkpoints-'));
    const checkpoints = openCheckpoints(folder, 'trial', 'a training');
    const stop = new AbortController();
    const killed = fineTune(
      options({
        ...short,
        checkpoints,
        signal: stop.signal,
        onEpoch: ({ epoch }) => epoch === 2 && stop.abort(new Error('killed')),
      }),
    );
    await expect(killed).rejects.toThrow('killed');
    const epochs: number[] = [];
    const resumed = await fineTune(options({ ...short, checkpoints, onEpoch: ({ epoch }) => epochs.push(epoch) }));
    expect(epochs).toEqual([3]);
    expect(resumed.heldLogProbabilities).toEqual(whole.heldLogProbabilities);
  }, 60_000);

  it('begins anew when the checkpoint is of another training or cannot be read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-checkpoints-'));
    const short = { epochs: 1, examples: messages(64, 1) };
    await fineTune(options({ ...short, checkpoints: openCheckpoints(folder, 'trial', 'a training') }));
    const epochs: number[] = [];
    const again = (key: string) =>
      fineTune(
        options({
          ...short,
          checkpoints: openCheckpoints(folder, 'trial', key),
          onEpoch: ({ epoch }) => epochs.push(epoch),
        }),
      );
    await again('another training');
    expect(epochs).toEqual([1]);
    writeFileSync(join(folder, 'trial.state.f32'), 'torn');
    await again('another training');
    expect(epochs).toEqual([1, 1]);
  }, 60_000);

  it('serves in int8 what it learnt in floats', async () => {
    const held = messages(100, 2);
    const tuned = await fineTune(options({ held }));
    const calibration = messages(50, 4).map(({ ids }) => [...ids]);
    const graph = await exportTuned(tuned.encoder, { architecture, head: tuned.head, messages: calibration });
    const session = await InferenceSession.create(graph);
    let right = 0;
    for (const { ids, label } of held) {
      const int64 = (values: bigint[]): Tensor => new Tensor('int64', BigInt64Array.from(values), [1, ids.length]);
      const feeds = { input_ids: int64(ids.map(BigInt)), attention_mask: int64(ids.map(() => 1n)) };
      const logits = (await session.run(feeds))['logits']?.data as Float32Array;
      if ((logits[label] as number) > (logits[1 - label] as number)) right++;
    }
    await session.release();
    expect(right / held.length).toBeGreaterThan(accuracyOf(tuned, held) - 0.03);
  }, 60_000);
});
