import type { Graph, Value } from '../onnx/graph';
import { type Perceptrons, featureScale } from './intent-model';

/** The hidden layers of the perceptrons, side by side: [rows, members · hidden]. */
export function hiddenLayers(g: Graph, features: Value, { hiddenWeights, hiddenBias }: Perceptrons): Value {
  const units = hiddenBias.length;
  const width = hiddenWeights.length / units;
  const scale = featureScale(width);
  const scaled = hiddenWeights.map((value) => value * scale);
  const input = g.emit(
    'Gemm',
    [
      features,
      g.constant('hidden.weight', 'float32', [units, width], scaled),
      g.constant('hidden.bias', 'float32', [units], hiddenBias),
    ],
    ['rows', units],
    { attributes: { transB: 1 } },
  );
  return g.emit('Relu', [input], input.shape);
}

/** Mean log-probabilities of the perceptrons from their hidden layers: [rows, labels]. */
export function classify(g: Graph, layers: Value, perceptrons: Perceptrons): Value {
  const { members, hiddenBias, outputWeights, outputBias } = perceptrons;
  const [hidden, labels] = [hiddenBias.length / members, outputBias.length / members];
  const logProbabilities = splitColumns(g, layers, members).map((own, member) => {
    const weight = outputWeights.slice(member * labels * hidden, (member + 1) * labels * hidden);
    const bias = outputBias.slice(member * labels, (member + 1) * labels);
    const logits = g.emit(
      'Gemm',
      [
        own,
        g.constant(`output.weight.${member}`, 'float32', [labels, hidden], weight),
        g.constant(`output.bias.${member}`, 'float32', [labels], bias),
      ],
      ['rows', labels],
      { attributes: { transB: 1 } },
    );
    return g.emit('LogSoftmax', [logits], logits.shape, { attributes: { axis: -1 } });
  });
  return g.emit('Mean', logProbabilities, ['rows', labels]);
}

/** Equal parts of a matrix's columns. */
export function splitColumns(g: Graph, x: Value, parts: number): Value[] {
  if (parts === 1) return [x];
  const shape = ['rows', (x.shape[1] as number) / parts];
  const attributes = { axis: -1, num_outputs: parts };
  return g.emitMany(
    'Split',
    [x],
    Array.from({ length: parts }, () => shape),
    { attributes },
  );
}

/** The first columns of a matrix. */
export function firstColumns(g: Graph, x: Value, count: number): Value {
  return g.emit('Slice', [x, g.ints([0]), g.ints([count]), g.ints([-1])], ['rows', count]);
}
