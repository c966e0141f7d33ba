import { Graph, type Value } from '../onnx/graph';
import {
  denseScale,
  featureScale,
  type Distances,
  type IntentWeights,
  type Margins,
  type Perceptrons,
} from './intent-model';

/** Similarities to the training messages that are looked at. */
const nearest = 5;

/**
 * The dense part of an intent model as one graph: `features` [rows, featureDimensions] and `embedding`
 * [rows, dimensions] in; `logProbabilities`, `margins` (without those of the words) [rows, labels] and
 * `signals` [rows, signals] out. Without machines there are no margins.
 */
export function intentHeadGraph(weights: Omit<IntentWeights, 'margins'> & { margins: Margins | null }): Uint8Array {
  const { perceptrons, margins, distances } = weights;
  const dimensions = distances.background.length;
  const width = perceptrons.hiddenWeights.length / perceptrons.hiddenBias.length;
  const g = new Graph('intent-head');
  const embedding = g.input('embedding', 'float32', ['rows', dimensions]);
  const logProbabilities = classify(g, g.input('features', 'float32', ['rows', width]), perceptrons);
  g.output('logProbabilities', logProbabilities);
  if (margins !== null) g.output('margins', denseMargins(g, embedding, margins));
  g.output('signals', distanceSignals(g, embedding, logProbabilities, distances));
  return g.encode();
}

/** Mean log-probabilities of the perceptrons: [rows, labels]. */
function classify(g: Graph, features: Value, perceptrons: Perceptrons): Value {
  const { members, hiddenWeights, hiddenBias, outputWeights, outputBias } = perceptrons;
  const units = hiddenBias.length;
  const width = hiddenWeights.length / units;
  const [hidden, labels] = [units / members, outputBias.length / members];
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
  const rectified = g.emit('Relu', [input], input.shape);
  const logProbabilities = splitColumns(g, rectified, members).map((own, member) => {
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
function splitColumns(g: Graph, x: Value, parts: number): Value[] {
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

function denseMargins(g: Graph, embedding: Value, { denseWeights, bias }: Margins): Value {
  const [labels, width] = [bias.length, denseWeights.length / bias.length];
  const scaled = denseWeights.map((value) => value * denseScale);
  return g.emit(
    'Gemm',
    [
      embedding,
      g.constant('margins.weight', 'float32', [labels, width], scaled),
      g.constant('margins.bias', 'float32', [labels], bias),
    ],
    ['rows', labels],
    { attributes: { transB: 1 } },
  );
}

/**
 * The signals in the order of `signalNames`: odds of the best intent, distances to the nearest intent under the
 * covariance inside intents (Lee et al. 2018) and relative to that of all messages (Ren et al. 2021), margin and energy
 * of the linear discriminant that follows from them, cosine to the nearest centre and to the nearest messages.
 */
function distanceSignals(g: Graph, x: Value, logProbabilities: Value, distances: Distances): Value {
  const { centroids, centroidNorms, precision, background, backgroundPrecision, neighbours } = distances;
  const [labels, width] = [centroidNorms.length, background.length];
  const one = ['rows', 1];
  const square = (name: string, data: Float32Array): Value => g.constant(name, 'float32', [width, width], data);
  const negative = (value: Value): Value => g.emit('Neg', [value], value.shape);
  const largest = (value: Value): Value =>
    g.emit('ReduceMax', [value, g.ints([-1])], one, { attributes: { keepdims: 1 } });
  const quadratic = (value: Value, matrix: Value): [whitened: Value, form: Value] => {
    const whitened = g.emit('MatMul', [value, matrix], value.shape);
    const product = g.emit('Mul', [whitened, value], value.shape);
    return [whitened, g.emit('ReduceSum', [product, g.ints([-1])], one, { attributes: { keepdims: 1 } })];
  };

  const best = g.emit('Min', [largest(logProbabilities), g.scalar(-1e-6)], one);
  const others = g.emit('Log', [g.emit('Sub', [g.scalar(1), g.emit('Exp', [best], one)], one)], one);

  // −½ (x − c)ᵀ P (x − c), expanded.
  const [whitened, own] = quadratic(x, square('precision', precision));
  const centres = g.constant('centroids', 'float32', [labels, width], centroids);
  const product = g.emit('Gemm', [whitened, centres], ['rows', labels], { attributes: { transB: 1 } });
  const norms = g.constant('centroid.norms', 'float32', [1, labels], centroidNorms);
  const half = g.emit('Mul', [g.emit('Add', [own, norms], ['rows', labels]), g.scalar(0.5)], ['rows', labels]);
  const discriminants = g.emit('Sub', [product, half], ['rows', labels]);
  const [first, second] = topTwo(g, discriminants);
  const mahalanobis = g.emit('Mul', [first, g.scalar(-2)], one);

  const mean = g.constant('background', 'float32', [1, width], background);
  const difference = g.emit('Sub', [x, mean], ['rows', width]);
  const [, fromBackground] = quadratic(difference, square('background.precision', backgroundPrecision));
  const energy = g.emit('ReduceLogSumExp', [discriminants, g.ints([-1])], one, { attributes: { keepdims: 1 } });

  const directions = g.constant('centroid.directions', 'float32', [labels, width], unitRows(centroids, labels));
  const toCentres = g.emit('Gemm', [x, directions], ['rows', labels], { attributes: { transB: 1 } });
  const rows = neighbours.scales.length;
  const kept = g.constant('neighbours', 'float32', [rows, width], dequantized(neighbours));
  const similarities = g.emit('Gemm', [x, kept], ['rows', rows], { attributes: { transB: 1 } });
  const count = Math.min(nearest, rows);
  const [closest] = g.emitMany(
    'TopK',
    [similarities, g.ints([count])],
    [
      ['rows', count],
      ['rows', count],
    ],
  ) as [Value];
  const mean5 = g.emit('ReduceMean', [closest, g.ints([-1])], one, { attributes: { keepdims: 1 } });

  const signals = [
    g.emit('Sub', [others, best], one),
    mahalanobis,
    g.emit('Sub', [mahalanobis, fromBackground], one),
    g.emit('Sub', [second, first], one),
    negative(energy),
    negative(largest(toCentres)),
    negative(largest(closest)),
    negative(mean5),
  ];
  return g.emit('Concat', signals, ['rows', signals.length], { attributes: { axis: -1 } });
}

function topTwo(g: Graph, values: Value): [first: Value, second: Value] {
  const two = ['rows', 2];
  const [top] = g.emitMany('TopK', [values, g.ints([2])], [two, two]) as [Value];
  return splitColumns(g, top, 2) as [Value, Value];
}

function unitRows(matrix: Float32Array, rows: number): Float32Array {
  const width = matrix.length / rows;
  const unit = matrix.slice();
  for (let row = 0; row < rows; row++) {
    const values = unit.subarray(row * width, (row + 1) * width);
    const norm = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
    values.forEach((value, i) => (values[i] = value / norm));
  }
  return unit;
}

function dequantized({ data, scales }: Distances['neighbours']): Float32Array {
  const width = data.length / scales.length;
  return Float32Array.from(data, (value, at) => value * (scales[Math.floor(at / width)] as number));
}
