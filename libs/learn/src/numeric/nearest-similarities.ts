import { Graph } from '@switchboard/models';
import { InferenceSession, Tensor } from 'onnxruntime-node';

const atOnce = 256;

/** Mean cosine of each of the unit-length rows [rows, width] to the `count` others nearest to it: [rows]. */
export async function nearestSimilarities(rows: readonly Float32Array[], count: number): Promise<Float32Array> {
  const width = rows[0]?.length ?? 0;
  const all = new Float32Array(rows.length * width);
  rows.forEach((row, index) => all.set(row, index * width));
  // Each row is the nearest to itself.
  const nearest = Math.min(count + 1, rows.length);
  const session = await InferenceSession.create(similarityGraph(all, width, nearest), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const means = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at += atOnce) {
    const some = all.subarray(at * width, (at + atOnce) * width);
    const result = await session.run({ x: new Tensor('float32', some, [some.length / width, width]) });
    const sums = result['sums']?.data as Float32Array;
    sums.forEach((sum, index) => (means[at + index] = nearest > 1 ? (sum - 1) / (nearest - 1) : 0));
  }
  await session.release();
  return means;
}

function similarityGraph(all: Float32Array, width: number, nearest: number): Uint8Array {
  const g = new Graph('similarities');
  const rows = all.length / width;
  const x = g.input('x', 'float32', ['rows', width]);
  const inputs = [x, g.constant('all', 'float32', [rows, width], all)];
  const cosines = g.emit('Gemm', inputs, ['rows', rows], { attributes: { transB: 1 } });
  const shape = ['rows', nearest];
  const [largest] = g.emitMany('TopK', [cosines, g.ints([nearest])], [shape, shape], { attributes: { axis: -1 } });
  if (largest === undefined) throw new Error('TopK has values');
  g.output('sums', g.emit('ReduceSum', [largest, g.ints([-1])], ['rows'], { attributes: { keepdims: 0 } }));
  return g.encode();
}
