import type { GraphValue } from '@switchboard/models';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { gradientOf } from '../optimizer/open-gradients';
import * as operations from './operations';
import { Tape } from './tape';

type Build = (g: Tape, ...inputs: [GraphValue, GraphValue, GraphValue]) => GraphValue;

const waves = (length: number, from: number): Float32Array =>
  Float32Array.from({ length }, (_, i) => Math.sin(0.4 + from * 7 + i * 1.3));
const product = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** Gradients of Σ wave · output by the tape, and by moving each input a little. */
async function compare(shapes: number[][], build: Build): Promise<{ tape: number[]; numeric: number[] }> {
  const g = new Tape('check');
  const inputs = shapes.map((shape, index) => g.parameter(`in${index}`, shape));
  const output = build(g, ...(inputs as [GraphValue, GraphValue, GraphValue]));
  const shape = output.shape as number[];
  const weight = g.constant('weight', 'float32', shape, waves(product(shape), 9));
  const flat = g.emit('Mul', [output, weight], shape);
  const sum = g.record([output], g.emit('ReduceSum', [flat], [], { attributes: { keepdims: 0 } }), (dy) => [
    g.emit('Mul', [weight, dy], shape),
  ]);
  g.output('loss', sum);
  g.outputGradients(sum, Object.fromEntries(inputs.map((input) => [input.name, input])));
  const session = await InferenceSession.create(g.encode());
  const values = shapes.map((own, index) => waves(product(own), index));
  const run = async () =>
    session.run(Object.fromEntries(values.map((data, i) => [`in${i}`, new Tensor('float32', data, shapes[i])])));
  const first = await run();
  const tape = shapes.flatMap((_, index) => [...(first[gradientOf(`in${index}`)]?.data as Float32Array)]);
  const numeric: number[] = [];
  for (const data of values) {
    for (let i = 0; i < data.length; i++) {
      const [kept, losses] = [data[i] as number, [] as number[]];
      for (const by of [0.01, -0.01]) {
        data[i] = kept + by;
        losses.push(((await run())['loss']?.data as Float32Array)[0] as number);
      }
      data[i] = kept;
      numeric.push(((losses[0] as number) - (losses[1] as number)) / 0.02);
    }
  }
  await session.release();
  return { tape, numeric };
}

const ints = (g: Tape, values: number[]) => g.ints(values);
const cases: [name: string, shapes: number[][], build: Build][] = [
  ['linear', [[3, 4], [2, 4], [2]], (g, x, w, b) => operations.linear(g, x, w, b)],
  ['add, of a value used twice', [[2, 3]], (g, x) => operations.add(g, x, operations.scale(g, x, 3))],
  ['relu', [[3, 3]], (g, x) => operations.relu(g, x)],
  ['gelu', [[3, 3]], (g, x) => operations.gelu(g, x)],
  ['layerNorm', [[3, 6], [6], [6]], (g, x, gamma, beta) => operations.layerNorm(g, x, gamma, beta, 1e-5)],
  [
    'matMul',
    [
      [2, 3, 4],
      [2, 4, 2],
    ],
    (g, a, b) => operations.matMul(g, a, b, { alpha: 0.5 }),
  ],
  [
    'matMul with the second transposed',
    [
      [2, 3, 4],
      [2, 5, 4],
    ],
    (g, a, b) => operations.matMul(g, a, b, { transB: 1 }),
  ],
  ['softmax', [[2, 5]], (g, x) => operations.softmax(g, x)],
  ['reshape', [[2, 6]], (g, x) => operations.reshape(g, x, [3, 4], ints(g, [3, 4]), ints(g, [2, 6]))],
  ['transpose', [[2, 3, 4]], (g, x) => operations.transpose(g, x, [2, 0, 1])],
  [
    'unstack',
    [[2, 3]],
    (g, x) => {
      const [a, b] = operations.unstack(g, x) as [GraphValue, GraphValue];
      return operations.add(g, operations.scale(g, a, 2), b);
    },
  ],
  [
    'concat',
    [
      [2, 3],
      [2, 3],
    ],
    (g, a, b) => operations.concat(g, [a, b]),
  ],
  ['peaks', [[2, 3, 4]], (g, x) => operations.peaks(g, x)],
  ['unitRows', [[3, 4]], (g, x) => operations.unitRows(g, x)],
  [
    'crossEntropy',
    [[3, 4]],
    (g, x) => {
      const targets = g.constant(
        'targets',
        'float32',
        [3, 4],
        Float32Array.of(1, 0, 0, 0, 0.1, 0.7, 0.1, 0.1, 0, 0, 1, 0),
      );
      const rows = g.constant('rows', 'float32', [3, 1], Float32Array.of(0.5, 0.2, 0.3));
      return operations.crossEntropy(g, x, targets, rows);
    },
  ],
];

describe('the differentiable operations', () => {
  it.each(cases)('%s: the gradients are those of small changes', async (_name, shapes, build) => {
    const { tape, numeric } = await compare(shapes, build);
    expect(tape).toHaveLength(numeric.length);
    tape.forEach((value, i) => expect(Math.abs(value - (numeric[i] as number))).toBeLessThan(0.01));
  });

  it('dropout hides its share, keeps the sum, and passes gradients where it lets values through', async () => {
    const g = new Tape('dropout');
    const x = g.parameter('x', [1, 2_000]);
    const y = operations.dropout(g, x, { share: 0.3, seed: 5 });
    g.output('y', y);
    const ones = g.constant('ones', 'float32', [1, 2_000], new Float32Array(2_000).fill(1));
    const sum = g.record([y], g.emit('ReduceSum', [y], [], { attributes: { keepdims: 0 } }), (dy) => [
      g.emit('Mul', [ones, dy], [1, 2_000]),
    ]);
    g.outputGradients(sum, { x });
    const run = async () => {
      const session = await InferenceSession.create(g.encode());
      return session.run({ x: new Tensor('float32', new Float32Array(2_000).fill(1), [1, 2_000]) });
    };
    const [first, again] = [await run(), await run()];
    const values = [...(first['y']?.data as Float32Array)];
    const hidden = values.filter((value) => value === 0).length / values.length;
    expect(Math.abs(hidden - 0.3)).toBeLessThan(0.05);
    expect([...(first[gradientOf('x')]?.data as Float32Array)]).toEqual(values);
    expect([...(again['y']?.data as Float32Array)]).toEqual(values);
  });
});
