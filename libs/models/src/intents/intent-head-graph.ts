import { Graph, type Value } from '../onnx/graph';
import { transpose } from '../onnx/quantize';
import { unitLength } from '../onnx/unit-length';
import { classify, firstColumns, hiddenLayers, splitColumns } from './perceptron-graph';
import { type Distances, type IntentWeights, type Margins, denseScale, distanceUnits } from './intent-model';

/**
 * The dense part of an intent model as one graph: `features` [rows, featureDimensions] and `embedding`
 * [rows, dimensions] in; `logProbabilities`, `margins` (without those of the words) [rows, labels], `distances` [rows, 2]
 * (the last two of `signalNames`) and `similarities` with the kept messages [rows, neighbours] out.
 */
export function intentHeadGraph({ perceptrons, margins, distances }: IntentWeights): Uint8Array {
  const dimensions = margins.denseWeights.length / margins.bias.length;
  const width = perceptrons.hiddenWeights.length / perceptrons.hiddenBias.length;
  const g = new Graph('intent-head');
  const embedding = g.input('embedding', 'float32', ['rows', dimensions]);
  const features = g.input('features', 'float32', ['rows', width]);
  const hidden = hiddenLayers(g, features, perceptrons);
  g.output('logProbabilities', classify(g, hidden, perceptrons));
  g.output('margins', denseMargins(g, embedding, margins));
  const similarities = cosines(g, meanOfLayers(g, features, dimensions), distances);
  g.output('similarities', similarities);
  const signals = [
    relativeMahalanobis(g, firstColumns(g, hidden, distanceUnits(perceptrons)), distances),
    toNearest(g, similarities, distances),
  ];
  g.output('distances', g.emit('Concat', signals, ['rows', signals.length], { attributes: { axis: -1 } }));
  return g.encode();
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

const one = ['rows', 1];

/** Squared distance to the nearest centre, less that to the centre of all messages: [rows, 1]. */
function relativeMahalanobis(g: Graph, x: Value, distances: Distances): Value {
  const { centroids, centroidNorms, precision, background, backgroundPrecision } = distances;
  const [labels, width] = [centroidNorms.length, background.length];
  const quadratic = (value: Value, name: string, matrix: Float32Array): [whitened: Value, form: Value] => {
    const whitened = g.emit('MatMul', [value, g.constant(name, 'float32', [width, width], matrix)], value.shape);
    const product = g.emit('Mul', [whitened, value], value.shape);
    return [whitened, g.emit('ReduceSum', [product, g.ints([-1])], one, { attributes: { keepdims: 1 } })];
  };
  // −½ (x − c)ᵀ P (x − c), expanded.
  const [whitened, own] = quadratic(x, 'precision', precision);
  const centres = g.constant('centroids', 'float32', [labels, width], centroids);
  const product = g.emit('Gemm', [whitened, centres], ['rows', labels], { attributes: { transB: 1 } });
  const norms = g.constant('centroid.norms', 'float32', [1, labels], centroidNorms);
  const half = g.emit('Mul', [g.emit('Add', [own, norms], ['rows', labels]), g.scalar(0.5)], ['rows', labels]);
  const near = g.emit('ReduceMax', [g.emit('Sub', [product, half], half.shape), g.ints([-1])], one, {
    attributes: { keepdims: 1 },
  });
  const mean = g.constant('background', 'float32', [1, width], background);
  const difference = g.emit('Sub', [x, mean], ['rows', width]);
  const [, fromBackground] = quadratic(difference, 'background.precision', backgroundPrecision);
  return g.emit('Sub', [g.emit('Mul', [near, g.scalar(-2)], one), fromBackground], one);
}

/** Cosine with each of the kept vectors: [rows, neighbours]. */
function cosines(g: Graph, x: Value, { neighbours: { data, scales } }: Distances): Value {
  const rows = scales.length;
  const width = data.length / rows;
  const kept = [
    g.constant('neighbours', 'int8', [width, rows], transpose(data, rows, width)),
    g.constant('neighbours.scale', 'float32', [rows], scales),
  ];
  // Thousands of them: in int8, with a quarter of the memory and the time.
  return g.emit('DynamicQuantizeMatMul', [x, ...kept], ['rows', rows], { domain: 'com.microsoft' });
}

/** Negative cosine to the nearest, less what is usual around it: [rows, 1]. */
function toNearest(g: Graph, similarities: Value, { crowding }: Distances): Value {
  const usual = g.constant('crowding', 'float32', [crowding.length], crowding);
  const beyond = g.emit('Sub', [similarities, usual], similarities.shape);
  const closest = g.emit('ReduceMax', [beyond, g.ints([-1])], one, { attributes: { keepdims: 1 } });
  return g.emit('Neg', [closest], one);
}

/** The vectors that make up the features, averaged and at unit length: [rows, dimensions]. */
function meanOfLayers(g: Graph, features: Value, dimensions: number): Value {
  const layers = splitColumns(g, features, (features.shape[1] as number) / dimensions);
  return unitLength(g, g.emit('Sum', layers, ['rows', dimensions]));
}
