import { Graph } from '@switchboard/models';
import { InferenceSession, Tensor } from 'onnxruntime-node';

let session: Promise<InferenceSession> | null = null;

/** XᵀX of the rows [rows, width]: [width, width]. */
export async function gramMatrix(rows: readonly Float32Array[]): Promise<Float32Array> {
  const width = rows[0]?.length ?? 0;
  const data = new Float32Array(rows.length * width);
  rows.forEach((row, index) => data.set(row, index * width));
  session ??= InferenceSession.create(gramGraph(), { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const result = await (await session).run({ x: new Tensor('float32', data, [rows.length, width]) });
  return result['gram']?.data as Float32Array;
}

function gramGraph(): Uint8Array {
  const g = new Graph('gram');
  const x = g.input('x', 'float32', ['rows', 'width']);
  g.output('gram', g.emit('Gemm', [x, x], ['width', 'width'], { attributes: { transA: 1 } }));
  return g.encode();
}
