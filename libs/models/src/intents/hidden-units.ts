import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Graph } from '../onnx/graph';
import { type Perceptrons, distanceUnits } from './intent-model';
import { firstColumns, hiddenLayers } from './perceptron-graph';

const atOnce = 256;

/** What the hidden layer says of rows of features, in the units that distances are measured in. */
export async function hiddenUnits(
  perceptrons: Perceptrons,
  features: readonly Float32Array[],
): Promise<Float32Array[]> {
  const [width, units] = [features[0]?.length ?? 0, distanceUnits(perceptrons)];
  const g = new Graph('hidden');
  const input = g.input('features', 'float32', ['rows', width]);
  g.output('hidden', firstColumns(g, hiddenLayers(g, input, perceptrons), units));
  const session = await InferenceSession.create(g.encode(), { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const hidden: Float32Array[] = [];
  for (let at = 0; at < features.length; at += atOnce) {
    const rows = features.slice(at, at + atOnce);
    const data = new Float32Array(rows.length * width);
    rows.forEach((row, index) => data.set(row, index * width));
    const result = await session.run({ features: new Tensor('float32', data, [rows.length, width]) });
    const values = result['hidden']?.data as Float32Array;
    rows.forEach((_, index) => hidden.push(values.slice(index * units, (index + 1) * units)));
  }
  await session.release();
  return hidden;
}
