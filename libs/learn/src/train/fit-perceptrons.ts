import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { Graph, type Perceptrons, featureScale } from '@switchboard/models';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { AdamW } from './adamw';
import { shuffled } from './random';

export interface PerceptronOptions {
  members: number;
  hidden: number;
  epochs: number;
}

const batchSize = 64;
const peakRate = 2e-3;
const warmUp = 0.1;
const weightDecay = 0.05;
/** Shares of inputs and of hidden units that are hidden in each step (Srivastava et al. 2014). */
const inputDropout = 0.2;
const hiddenDropout = 0.5;

/**
 * Trains perceptrons with one hidden layer on unit-length features. They see the same batches and differ by their start
 * and their dropout. Loss and gradients are one ONNX graph; AdamW with a warm-up and a cosine takes the steps.
 */
export async function fitPerceptrons(
  features: readonly Float32Array[],
  targets: readonly number[],
  labels: number,
  { members, hidden, epochs }: PerceptronOptions,
  random: () => number,
): Promise<Perceptrons> {
  const rows = features.length;
  const width = features[0]?.length ?? 0;
  const units = members * hidden;
  const shape = { width, labels, members, hidden };
  const session = await InferenceSession.create(lossGraph(shape), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const parameters = startWeights(shape, random);
  const optimizers = {
    hiddenWeights: new AdamW(parameters.hiddenWeights, weightDecay),
    hiddenBias: new AdamW(parameters.hiddenBias, 0),
    outputWeights: new AdamW(parameters.outputWeights, weightDecay),
    outputBias: new AdamW(parameters.outputBias, 0),
  };
  const names = Object.keys(optimizers) as (keyof typeof optimizers)[];
  const weights = {
    hiddenWeights: new Tensor('float32', parameters.hiddenWeights, [units, width]),
    hiddenBias: new Tensor('float32', parameters.hiddenBias, [units]),
    outputWeights: new Tensor('float32', parameters.outputWeights, [members, hidden, labels]),
    outputBias: new Tensor('float32', parameters.outputBias, [members, 1, labels]),
  };
  const steps = epochs * Math.ceil(rows / batchSize);
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled([...targets.keys()], random);
    for (let at = 0; at < rows; at += batchSize) {
      const batch = order.slice(at, at + batchSize);
      const result = await session.run({
        ...weights,
        x: new Tensor('float32', dropInputs(features, batch, random), [batch.length, width]),
        y: new Tensor('float32', oneHot(targets, batch, labels), [batch.length, labels]),
        keep: new Tensor('float32', keepMask(batch.length * units, hiddenDropout, random), [batch.length, units]),
      });
      step++;
      const rate = peakRate * Math.min(1, step / (steps * warmUp)) * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
      for (const name of names) optimizers[name].step(result[`d_${name}`]?.data as Float32Array, rate);
    }
    await yieldToEvents();
  }
  await session.release();
  return parameters;
}

/** He et al. 2015 for the rectified layer, half of it for the one behind; zero biases. */
function startWeights(
  { width, labels, members, hidden }: { width: number; labels: number; members: number; hidden: number },
  random: () => number,
): Perceptrons {
  const normal = (length: number, deviation: number): Float32Array =>
    Float32Array.from(
      { length },
      () => deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()),
    );
  return {
    members,
    hiddenWeights: normal(members * hidden * width, Math.sqrt(2 / width)),
    hiddenBias: new Float32Array(members * hidden),
    outputWeights: normal(members * hidden * labels, Math.sqrt(1 / hidden)),
    outputBias: new Float32Array(members * labels),
  };
}

/** Zero with probability `dropped`, otherwise what keeps the expectation. */
function keepMask(length: number, dropped: number, random: () => number): Float32Array {
  const mask = new Float32Array(length);
  const kept = 1 / (1 - dropped);
  // A cheap generator (xorshift32): a step draws a hundred thousand of these.
  let state = Math.floor(random() * 0xffffffff) | 1;
  const limit = dropped * 0x100000000;
  for (let i = 0; i < length; i++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    mask[i] = state >>> 0 < limit ? 0 : kept;
  }
  return mask;
}

function dropInputs(features: readonly Float32Array[], batch: readonly number[], random: () => number): Float32Array {
  const width = features[0]?.length ?? 0;
  const x = keepMask(batch.length * width, inputDropout, random);
  const scale = featureScale(width);
  batch.forEach((row, index) => {
    const vector = features[row] as Float32Array;
    for (let i = 0, at = index * width; i < width; i++, at++) x[at] = (x[at] as number) * scale * (vector[i] as number);
  });
  return x;
}

function oneHot(targets: readonly number[], batch: readonly number[], labels: number): Float32Array {
  const y = new Float32Array(batch.length * labels);
  batch.forEach((row, index) => (y[index * labels + (targets[row] as number)] = 1));
  return y;
}

/** Mean cross-entropy of all members in one graph; its outputs are the gradients of the four parameters. */
function lossGraph({ width, labels, members, hidden }: Record<'width' | 'labels' | 'members' | 'hidden', number>) {
  const g = new Graph('perceptrons');
  const units = members * hidden;
  const x = g.input('x', 'float32', ['rows', width]);
  const y = g.input('y', 'float32', ['rows', labels]);
  const keep = g.input('keep', 'float32', ['rows', units]);
  const hiddenWeights = g.input('hiddenWeights', 'float32', [units, width]);
  const hiddenBias = g.input('hiddenBias', 'float32', [units]);
  const outputWeights = g.input('outputWeights', 'float32', [members, hidden, labels]);
  const outputBias = g.input('outputBias', 'float32', [members, 1, labels]);

  const flat = ['rows', units];
  const rectified = g.emit(
    'Relu',
    [g.emit('Gemm', [x, hiddenWeights, hiddenBias], flat, { attributes: { transB: 1 } })],
    flat,
  );
  const kept = g.emit('Mul', [rectified, keep], flat);
  const split = g.emit('Reshape', [kept, g.ints([-1, members, hidden])], ['rows', members, hidden]);
  const byMember = g.emit('Transpose', [split], [members, 'rows', hidden], { attributes: { perm: [1, 0, 2] } });
  const scores = [members, 'rows', labels];
  const logits = g.emit('Add', [g.emit('MatMul', [byMember, outputWeights], scores), outputBias], scores);
  const error = g.emit('Sub', [g.emit('Softmax', [logits], scores, { attributes: { axis: -1 } }), y], scores);
  const count = g.emit('Cast', [g.emit('Shape', [y], [1], { dtype: 'int64', attributes: { start: 0, end: 1 } })], [1], {
    attributes: { to: 1 },
  });
  const meanError = g.emit('Div', [error, count], scores);

  const transposed = g.emit('Transpose', [byMember], [members, hidden, 'rows'], { attributes: { perm: [0, 2, 1] } });
  g.output('d_outputWeights', g.emit('MatMul', [transposed, meanError], [members, hidden, labels]));
  g.output('d_outputBias', g.emit('ReduceSum', [meanError, g.ints([1])], [members, 1, labels]));
  const back = g.emit('Transpose', [outputWeights], [members, labels, hidden], { attributes: { perm: [0, 2, 1] } });
  const into = g.emit('MatMul', [meanError, back], [members, 'rows', hidden]);
  const joined = g.emit(
    'Reshape',
    [g.emit('Transpose', [into], ['rows', members, hidden], { attributes: { perm: [1, 0, 2] } }), g.ints([-1, units])],
    flat,
  );
  const gate = g.emit('Mul', [keep, g.emit('Sign', [rectified], flat)], flat);
  const inner = g.emit('Mul', [joined, gate], flat);
  g.output('d_hiddenWeights', g.emit('Gemm', [inner, x], [units, width], { attributes: { transA: 1 } }));
  g.output('d_hiddenBias', g.emit('ReduceSum', [inner, g.ints([0])], [units], { attributes: { keepdims: 0 } }));
  return g.encode();
}
