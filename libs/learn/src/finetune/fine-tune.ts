import { type BertArchitecture, type EncoderWeights, type Perceptrons, logSoftmax } from '@switchboard/models';
import { Tensor } from 'onnxruntime-node';
import { AdamW } from '../optimizer/adamw';
import { Arena } from '../optimizer/arena';
import { type Gradients, openGradients } from '../optimizer/open-gradients';
import { seededRandom } from '../train/random';
import { type Example, mixBatches, padBatch } from './batch';
import type { Checkpoints } from './checkpoints';
import { type ClassifierShape, embeddedGradient, headParameters, trainingGraph } from './classifier-graph';
import { type EncoderParameter, encoderParameters, encoderWeights, loadEncoder } from './encoder-parameters';
import { evaluate } from './evaluate';
import { tableGradients } from './table-gradients';

export interface FineTuneOptions {
  architecture: BertArchitecture;
  /** Of the pre-trained encoder. */
  weights: EncoderWeights;
  /** A perceptron on the frozen features: the head starts from it. */
  head: Perceptrons;
  labels: number;
  examples: readonly Example[];
  /** Chosen on, after each epoch; empty for a fit on everything. */
  held: readonly Example[];
  /** Of the schedule; the fit ends after `stopAfter` of them. */
  epochs: number;
  stopAfter?: number;
  /** Peak learning rates; those of a pre-trained encoder of 20 to 120 million parameters when they are not given. */
  rates?: Rates;
  seed: number;
  checkpoints?: Checkpoints;
  signal?: AbortSignal;
  onStep?(progress: { step: number; steps: number; loss: number }): void;
  onEpoch?(progress: EpochResult): void;
}

export interface EpochResult {
  epoch: number;
  /** Mean training loss. */
  loss: number;
  /** On the held-out examples; NaN without any. */
  accuracy: number;
  heldLoss: number;
}

export interface FineTuned {
  /** Of the best epoch by held-out loss, or of the last one. */
  encoder: EncoderWeights;
  head: Perceptrons;
  epoch: number;
  /** Log-probabilities of the held-out examples: [labels] each. */
  heldLogProbabilities: Float32Array[];
}

const batchSize = 32;

interface Rates {
  /** Of the uppermost layer. */
  encoder: number;
  head: number;
}
const defaultRates: Rates = { encoder: 1e-4, head: 1e-3 };
/** Each layer learns that much slower than the one above it (Howard and Ruder 2018). */
const rateOfDepth = 0.85;
const warmUp = 0.1;
const weightDecay = 0.01;
const clipNorm = 1;
const smoothing = 0.1;

/**
 * Trains an encoder's weights with the head on top: cross-entropy with label smoothing, AdamW, a linear warm-up and
 * decay. Deterministic by seed, also when it goes on from a checkpoint. Rejects with the signal's reason when aborted.
 */
export async function fineTune(options: FineTuneOptions): Promise<FineTuned> {
  const { architecture, labels, examples, held, epochs, seed, checkpoints, signal } = options;
  const shape: ClassifierShape = { architecture, labels, hidden: options.head.hiddenBias.length };
  const encoder = encoderParameters(architecture);
  const specs = [...encoder, ...headParameters(shape)];
  const arena = new Arena(specs);
  const optimizer = new AdamW(arena, { weightDecay, clipNorm });
  const before = checkpoints?.read(arena) ?? null;
  if (before === null) startFrom(arena, encoder, options);
  else optimizer.steps = before.steps;
  let best = before?.best ?? null;

  const steps = epochs * Math.ceil(examples.length / batchSize);
  const rateOf = schedule(encoder, architecture.layers, steps, options.rates ?? defaultRates);
  for (let epoch = (before?.epoch ?? 0) + 1; epoch <= (options.stopAfter ?? epochs); epoch++) {
    // A session an epoch: its dropout begins anew, so that a resumed training goes the same way.
    const random = seededRandom(seed * 1_000 + epoch);
    const gradients = await openGradients(trainingGraph(shape, specs, random), arena);
    let sum = 0;
    try {
      for (const batch of mixBatches(examples, batchSize, random)) {
        signal?.throwIfAborted();
        const loss = await takeStep(batch, { shape, arena, optimizer, gradients, rateOf });
        sum += loss * batch.length;
        options.onStep?.({ step: optimizer.steps, steps, loss });
      }
    } finally {
      await gradients.close();
    }
    const logits = await evaluate(arena, shape, specs, held);
    const result = { epoch, loss: sum / examples.length, ...measure(logits, held) };
    options.onEpoch?.(result);
    if (best === null || !(result.heldLoss >= best.heldLoss))
      best = { epoch, heldLoss: result.heldLoss, values: arena.snapshot() };
    checkpoints?.write(arena, { epoch, steps: optimizer.steps, best });
  }
  if (best === null) throw new Error('no epoch was trained');
  arena.restore(best.values);
  return {
    encoder: encoderWeights(arena, encoder),
    head: {
      members: 1,
      hiddenWeights: arena.slot('head.hidden.weight').value,
      hiddenBias: arena.slot('head.hidden.bias').value,
      outputWeights: arena.slot('head.output.weight').value,
      outputBias: arena.slot('head.output.bias').value,
    },
    epoch: best.epoch,
    heldLogProbabilities: (await evaluate(arena, shape, specs, held)).map(logSoftmax),
  };
}

function startFrom(
  arena: Arena,
  encoder: readonly EncoderParameter[],
  { weights, head }: Pick<FineTuneOptions, 'weights' | 'head'>,
): void {
  loadEncoder(arena, encoder, weights);
  arena.slot('head.hidden.weight').value.set(head.hiddenWeights);
  arena.slot('head.hidden.bias').value.set(head.hiddenBias);
  arena.slot('head.output.weight').value.set(head.outputWeights);
  arena.slot('head.output.bias').value.set(head.outputBias);
}

type RateOf = (name: string, step: number) => number;

function schedule(encoder: readonly EncoderParameter[], layers: number, steps: number, rates: Rates): RateOf {
  const depths = new Map(encoder.map(({ name, depth }) => [name, depth]));
  return (name, step) => {
    const done = step / steps;
    const shape = Math.min(1, done / warmUp) * Math.min(1, Math.max(0, (1 - done) / (1 - warmUp)));
    const depth = depths.get(name);
    return shape * (depth === undefined ? rates.head : rates.encoder * rateOfDepth ** (layers - depth));
  };
}

interface StepDeps {
  shape: ClassifierShape;
  arena: Arena;
  optimizer: AdamW;
  gradients: Gradients;
  rateOf: RateOf;
}

async function takeStep(batch: readonly Example[], { shape, optimizer, gradients, rateOf }: StepDeps): Promise<number> {
  const { feeds, ids, length } = padBatch(
    batch.map((example) => example.ids),
    shape.architecture,
  );
  const result = await gradients.run({ ...feeds, ...targetsOf(batch, shape.labels) });
  const tables = tableGradients(result[embeddedGradient] as Float32Array, { ids, length });
  const step = optimizer.steps + 1;
  optimizer.step(gradients.names, (name) => rateOf(name, step), tables);
  return result['loss']?.[0] as number;
}

function targetsOf(batch: readonly Example[], labels: number): Record<string, Tensor> {
  const rows = batch.length;
  const targets = new Float32Array(rows * labels).fill(smoothing / labels);
  batch.forEach(({ label }, row) => (targets[row * labels + label] = 1 - smoothing + smoothing / labels));
  return {
    targets: new Tensor('float32', targets, [rows, labels]),
    rowWeights: new Tensor('float32', new Float32Array(rows).fill(1 / rows), [rows, 1]),
  };
}

function measure(
  logits: readonly Float32Array[],
  held: readonly Example[],
): Pick<EpochResult, 'accuracy' | 'heldLoss'> {
  let [right, loss] = [0, 0];
  logits.forEach((row, index) => {
    const label = held[index]?.label as number;
    const logP = logSoftmax(row);
    loss -= logP[label] as number;
    if (logP.every((value) => value <= (logP[label] as number))) right++;
  });
  return { accuracy: right / logits.length, heldLoss: loss / logits.length };
}
