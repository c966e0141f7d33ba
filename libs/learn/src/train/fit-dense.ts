import { Graph, featureScale } from '@switchboard/models';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { minimizeLbfgs } from './lbfgs';

export interface DenseFit {
  /** [labels, dimensions]. */
  weights: Float32Array;
  bias: Float32Array;
}

/** Inverse regularisation strength per row, as scikit-learn's C: weak with many rows an intent, weaker still with few. */
const inverseStrength = (rowsPerLabel: number): number => (rowsPerLabel < 20 ? 30 : 10);

/**
 * Multinomial logistic regression on unit-length embeddings. Loss and gradient are one ONNX graph, so that the
 * matrix products run at the speed of ONNX Runtime; L-BFGS takes them to a tight tolerance (at 1e-3 it stops points
 * too early).
 */
export async function fitDense(
  embeddings: readonly Float32Array[],
  targets: readonly number[],
  labels: number,
): Promise<DenseFit> {
  const rows = embeddings.length;
  const width = embeddings[0]?.length ?? 0;
  const session = await InferenceSession.create(lossGraph(width, labels), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const x = new Float32Array(rows * width);
  embeddings.forEach((row, index) =>
    x.set(
      row.map((value) => value * featureScale),
      index * width,
    ),
  );
  const y = new Float32Array(rows * labels);
  targets.forEach((label, index) => (y[index * labels + label] = 1));
  const data = { x: new Tensor('float32', x, [rows, width]), y: new Tensor('float32', y, [rows, labels]) };
  const size = labels * width;
  const penalty = featureScale ** 2 / (inverseStrength(rows / labels) * rows);

  const parameters = new Float64Array(size + labels);
  await minimizeLbfgs(
    async (at, gradient) => {
      const current = Float32Array.from(at);
      const result = await session.run({
        ...data,
        w: new Tensor('float32', current.subarray(0, size), [labels, width]),
        b: new Tensor('float32', current.subarray(size), [labels]),
      });
      gradient.set(result['dw']?.data as Float32Array);
      gradient.set(result['db']?.data as Float32Array, size);
      let squares = 0;
      for (let i = 0; i < size; i++) {
        squares += (at[i] as number) ** 2;
        gradient[i] = (gradient[i] as number) / rows + penalty * (at[i] as number);
      }
      for (let i = size; i < gradient.length; i++) gradient[i] = (gradient[i] as number) / rows;
      return Number(result['loss']?.data[0]) / rows + (penalty / 2) * squares;
    },
    parameters,
    { maxIterations: 400, tolerance: 1e-5 },
  );
  await session.release();
  return {
    weights: Float32Array.from(parameters.subarray(0, size)),
    bias: Float32Array.from(parameters.subarray(size)),
  };
}

/** Summed cross-entropy of softmax(x·wᵀ + b) against y, and its gradients: dw = (p − y)ᵀ·x, db = Σ(p − y). */
function lossGraph(width: number, labels: number): Uint8Array {
  const g = new Graph('logistic-regression');
  const x = g.input('x', 'float32', ['rows', width]);
  const y = g.input('y', 'float32', ['rows', labels]);
  const w = g.input('w', 'float32', [labels, width]);
  const b = g.input('b', 'float32', [labels]);
  const logits = g.emit('Gemm', [x, w, b], ['rows', labels], { attributes: { transB: 1 } });
  const logP = g.emit('LogSoftmax', [logits], logits.shape, { attributes: { axis: -1 } });
  const hit = g.emit('ReduceSum', [g.emit('Mul', [y, logP], logits.shape)], [], { attributes: { keepdims: 0 } });
  g.output('loss', g.emit('Neg', [hit], []));
  const error = g.emit('Sub', [g.emit('Exp', [logP], logits.shape), y], logits.shape);
  g.output('dw', g.emit('Gemm', [error, x], [labels, width], { attributes: { transA: 1 } }));
  g.output('db', g.emit('ReduceSum', [error, g.ints([0])], [labels], { attributes: { keepdims: 0 } }));
  return g.encode();
}
