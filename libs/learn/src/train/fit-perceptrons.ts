import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { type GraphValue, type Perceptrons, concatenate, featureScale } from '@switchboard/models';
import { Tensor } from 'onnxruntime-node';
import { add, crossEntropy, dropout, linear, relu, scale } from '../autodiff/operations';
import { Tape } from '../autodiff/tape';
import { AdamW } from '../optimizer/adamw';
import { Arena, type ParameterSpec } from '../optimizer/arena';
import { openGradients } from '../optimizer/open-gradients';
import { shuffled } from './random';
import type { Recipe } from './recipe';

type Shape = Omit<Recipe, 'cost' | 'epochs' | 'rate' | 'weightDecay'> & { width: number; labels: number };

const batchSize = 64;
const warmUp = 0.1;

/**
 * Trains perceptrons with one hidden layer on unit-length features. They see the same batches and differ by their start
 * and their dropout; AdamW with a warm-up and a cosine takes the steps. `onEpoch` hears the mean loss of each epoch.
 */
export async function fitPerceptrons(
  features: readonly Float32Array[],
  targets: readonly number[],
  labels: number,
  { epochs, rate: peakRate, weightDecay, ...recipe }: Omit<Recipe, 'cost'>,
  random: () => number,
  onEpoch?: (loss: number) => void,
): Promise<Perceptrons> {
  const shape = { ...recipe, labels, width: features[0]?.length ?? 0 };
  const arena = new Arena(specsOf(shape));
  startWeights(arena, shape, random);
  const gradients = await openGradients(lossGraph(shape, random), arena);
  const optimizer = new AdamW(arena, { weightDecay, beta2: 0.99 });
  const rows = features.length;
  const steps = epochs * Math.ceil(rows / batchSize);
  for (let epoch = 0; epoch < epochs; epoch++) {
    const order = shuffled([...targets.keys()], random);
    let sum = 0;
    for (let at = 0; at < rows; at += batchSize) {
      const batch = order.slice(at, at + batchSize);
      const { loss } = await gradients.run({ x: stack(batch, features), ...oneHot(batch, targets, labels) });
      sum += (loss?.[0] ?? 0) * batch.length;
      const done = (optimizer.steps + 1) / steps;
      const rate = peakRate * Math.min(1, done / warmUp) * 0.5 * (1 + Math.cos(Math.PI * done));
      optimizer.step(gradients.names, () => rate);
    }
    onEpoch?.(sum / (rows * recipe.members));
    await yieldToEvents();
  }
  await gradients.close();
  return gather(arena, shape);
}

function specsOf({ members, hidden, width, labels }: Shape): ParameterSpec[] {
  return Array.from({ length: members }, (_, member) => [
    { name: `hidden.${member}`, shape: [hidden, width], decays: true },
    { name: `hidden.bias.${member}`, shape: [hidden], decays: false },
    { name: `output.${member}`, shape: [labels, hidden], decays: true },
    { name: `output.bias.${member}`, shape: [labels], decays: false },
  ]).flat();
}

/** He et al. 2015 for the rectified layer, half of it for the one behind; zero biases. */
function startWeights(arena: Arena, { members, hidden, width }: Shape, random: () => number): void {
  const fill = (name: string, deviation: number): void => {
    const { value } = arena.slot(name);
    for (let i = 0; i < value.length; i++)
      value[i] = deviation * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  };
  for (let member = 0; member < members; member++) {
    fill(`hidden.${member}`, Math.sqrt(2 / width));
    fill(`output.${member}`, Math.sqrt(1 / hidden));
  }
}

/** Mean cross-entropy of all members, summed. */
function lossGraph(
  { members, hidden, width, labels, inputDropout, hiddenDropout }: Shape,
  random: () => number,
): Uint8Array {
  const g = new Tape('perceptrons');
  const seed = (): number => Math.floor(random() * 0x7fffffff);
  const x = scale(g, g.input('x', 'float32', ['rows', width]), featureScale(width));
  const targets = g.input('targets', 'float32', ['rows', labels]);
  const rowWeights = g.input('rowWeights', 'float32', ['rows', 1]);
  const parameters: Record<string, GraphValue> = {};
  const parameter = (name: string, shape: readonly number[]): GraphValue =>
    (parameters[name] = g.parameter(name, shape));
  const losses = Array.from({ length: members }, (_, member) => {
    const seen = dropout(g, x, { share: inputDropout, seed: seed() });
    const weight = parameter(`hidden.${member}`, [hidden, width]);
    const inner = relu(g, linear(g, seen, weight, parameter(`hidden.bias.${member}`, [hidden])));
    const kept = dropout(g, inner, { share: hiddenDropout, seed: seed() });
    const output = parameter(`output.${member}`, [labels, hidden]);
    const logits = linear(g, kept, output, parameter(`output.bias.${member}`, [labels]));
    return crossEntropy(g, logits, targets, rowWeights);
  });
  const loss = losses.reduce((a, b) => add(g, a, b));
  g.output('loss', loss);
  g.outputGradients(loss, parameters);
  return g.encode();
}

function stack(batch: readonly number[], features: readonly Float32Array[]): Tensor {
  const width = features[0]?.length ?? 0;
  const data = new Float32Array(batch.length * width);
  batch.forEach((row, index) => data.set(features[row] as Float32Array, index * width));
  return new Tensor('float32', data, [batch.length, width]);
}

function oneHot(batch: readonly number[], targets: readonly number[], labels: number): Record<string, Tensor> {
  const rows = batch.length;
  const data = new Float32Array(rows * labels);
  batch.forEach((row, index) => (data[index * labels + (targets[row] as number)] = 1));
  return {
    targets: new Tensor('float32', data, [rows, labels]),
    rowWeights: new Tensor('float32', new Float32Array(rows).fill(1 / rows), [rows, 1]),
  };
}

function gather(arena: Arena, { members }: Shape): Perceptrons {
  const all = (name: string): Float32Array =>
    concatenate(Array.from({ length: members }, (_, member) => arena.slot(`${name}.${member}`).value));
  return {
    members,
    hiddenWeights: all('hidden'),
    hiddenBias: all('hidden.bias'),
    outputWeights: all('output'),
    outputBias: all('output.bias'),
  };
}
