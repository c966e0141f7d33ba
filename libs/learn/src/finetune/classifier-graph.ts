import { type BertArchitecture, type GraphValue, featureScale } from '@switchboard/models';
import {
  addConstant,
  concat,
  crossEntropy,
  dropout,
  linear,
  matMul,
  peaks,
  relu,
  reshape,
  scale,
  unitRows,
} from '../autodiff/operations';
import { Tape } from '../autodiff/tape';
import type { ParameterSpec } from '../optimizer/arena';
import { gradientOf } from '../optimizer/open-gradients';
import { bertStates } from './bert-states';

export interface ClassifierShape {
  architecture: BertArchitecture;
  labels: number;
  /** Hidden units of the perceptron on the features. */
  hidden: number;
}

/** Means of three layers and peaks of the last: the features of the frozen encoder. */
const pools = 4;
/** Shares of features and of hidden units that are hidden in each step. */
const featureDropout = 0.2;
const hiddenDropout = 0.5;

/** The perceptron on the features, whose names begin with "head.". */
export function headParameters({ architecture, labels, hidden }: ClassifierShape): ParameterSpec[] {
  return [
    { name: 'head.hidden.weight', shape: [hidden, pools * architecture.hiddenSize], decays: true },
    { name: 'head.hidden.bias', shape: [hidden], decays: false },
    { name: 'head.output.weight', shape: [labels, hidden], decays: true },
    { name: 'head.output.bias', shape: [labels], decays: false },
  ];
}

/**
 * Forward and backward pass in one graph: `loss`, the gradient of every parameter that is no table, and that of the sum
 * of the embeddings as `embedded`.
 */
export function trainingGraph(
  shape: ClassifierShape,
  specs: readonly ParameterSpec[],
  random: () => number,
): Uint8Array {
  const g = new Tape('fine-tuning');
  const nextSeed = (): number => Math.floor(random() * 0x7fffffff);
  const { logits, embedded, parameters } = classify(g, shape, specs, nextSeed);
  const targets = g.input('targets', 'float32', ['rows', shape.labels]);
  const loss = crossEntropy(g, logits, targets, g.input('rowWeights', 'float32', ['rows', 1]));
  g.output('loss', loss);
  const dense = specs.filter(({ isTable }) => !isTable).map(({ name }) => [name, parameters.get(name)] as const);
  g.outputGradients(loss, { ...Object.fromEntries(dense), [embeddedName]: embedded } as Record<string, GraphValue>);
  return g.encode();
}

const embeddedName = 'embedded';
/** The output of `trainingGraph` that the tables' gradients come from: [tokens, hidden]. */
export const embeddedGradient = gradientOf(embeddedName);

/** The forward pass alone: `logits` [rows, labels]. */
export function evaluationGraph(shape: ClassifierShape, specs: readonly ParameterSpec[]): Uint8Array {
  const g = new Tape('evaluation');
  g.output('logits', classify(g, shape, specs, null).logits);
  return g.encode();
}

function classify(
  g: Tape,
  { architecture }: ClassifierShape,
  specs: readonly ParameterSpec[],
  nextSeed: (() => number) | null,
) {
  const parameters = new Map(
    specs.map((spec) => [
      spec.name,
      spec.isTable || nextSeed === null
        ? g.input(spec.name, 'float32', spec.shape)
        : g.parameter(spec.name, spec.shape),
    ]),
  );
  const parameter = (name: string): GraphValue => {
    const value = parameters.get(name);
    if (value === undefined) throw new Error(`the graph has no parameter ${name}`);
    return value;
  };
  const drop = (x: GraphValue, share: number): GraphValue =>
    nextSeed === null ? x : dropout(g, x, { share, seed: nextSeed() });
  const { states, embedded } = bertStates({ tape: g, architecture, parameter, nextSeed });
  const width = pools * architecture.hiddenSize;
  // Unit length in each pool, half of it in all four together: as the exporter has it.
  const features = scale(g, poolStates(g, states, architecture.hiddenSize), 0.5 * featureScale(width));
  const inner = linear(
    g,
    drop(features, featureDropout),
    parameter('head.hidden.weight'),
    parameter('head.hidden.bias'),
  );
  const kept = drop(relu(g, inner), hiddenDropout);
  const logits = linear(g, kept, parameter('head.output.weight'), parameter('head.output.bias'));
  return { logits, embedded, parameters };
}

function poolStates(g: Tape, states: readonly GraphValue[], hidden: number): GraphValue {
  const pooling = g.input('pooling', 'float32', ['rows', 1, 'length']);
  const padding = g.input('padding', 'float32', ['rows', 'length', 1]);
  const means = states.slice(1 - pools).map((state) => {
    const mean = matMul(g, pooling, state, {});
    return unitRows(g, reshape(g, mean, ['rows', hidden], g.ints([-1, hidden]), g.ints([-1, 1, hidden])));
  });
  const peak = unitRows(g, peaks(g, addConstant(g, states.at(-1) as GraphValue, padding)));
  return concat(g, [...means, peak]);
}
