import { InferenceSession } from 'onnxruntime-node';
import type { Arena, ParameterSpec } from '../optimizer/arena';
import { type Example, padBatch } from './batch';
import { type ClassifierShape, evaluationGraph } from './classifier-graph';

const atOnce = 64;

/** Logits of the examples, in order, by the weights in the arena: [labels] each. */
export async function evaluate(
  arena: Arena,
  shape: ClassifierShape,
  specs: readonly ParameterSpec[],
  examples: readonly Example[],
): Promise<Float32Array[]> {
  if (examples.length === 0) return [];
  const session = await InferenceSession.create(evaluationGraph(shape, specs), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
  });
  const parameters = Object.fromEntries(specs.map(({ name }) => [name, arena.valueTensor(name)]));
  const logits: Float32Array[] = new Array<Float32Array>(examples.length);
  const order = [...examples.keys()].sort((a, b) => lengthOf(examples, a) - lengthOf(examples, b));
  for (let at = 0; at < order.length; at += atOnce) {
    const indices = order.slice(at, at + atOnce);
    const { feeds } = padBatch(
      indices.map((index) => (examples[index] as Example).ids),
      shape.architecture,
    );
    const data = (await session.run({ ...parameters, ...feeds }))['logits']?.data as Float32Array;
    indices.forEach((index, row) => (logits[index] = data.slice(row * shape.labels, (row + 1) * shape.labels)));
  }
  await session.release();
  return logits;
}

const lengthOf = (examples: readonly Example[], index: number): number => examples[index]?.ids.length ?? 0;
