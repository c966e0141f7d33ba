import { InferenceSession, Tensor } from 'onnxruntime-node';
import { Graph } from './graph';
import type { Activations } from './observe-activations';
import { projectQuantized } from './project-quantized';

const [inputs, outputs, rows] = [64, 32, 20];
/** One channel is a hundred times larger than the others, as in transformers. */
const outlier = 3;
const wave = (at: number): number => Math.sin(at * 1.7) + Math.sin(at * 0.31);
const weight = Float32Array.from({ length: outputs * inputs }, (_, at) => 0.1 * wave(at));
const bias = Float32Array.from({ length: outputs }, (_, at) => wave(at));
const x = Float32Array.from({ length: rows * inputs }, (_, at) => wave(3 * at) * (at % inputs === outlier ? 100 : 1));

async function meanError(peaks: Float32Array): Promise<number> {
  const activations: Activations = new Map([['layer', peaks]]);
  const g = new Graph('projection');
  const input = g.input('x', 'float32', ['rows', inputs]);
  g.output('y', projectQuantized(activations)(g, input, { key: 'layer', weight, bias, inputs }));
  const session = await InferenceSession.create(g.encode());
  const y = (await session.run({ x: new Tensor('float32', x, [rows, inputs]) }))['y']?.data as Float32Array;
  await session.release();
  let error = 0;
  for (let row = 0; row < rows; row++)
    for (let output = 0; output < outputs; output++) {
      let exact = bias[output] as number;
      for (let i = 0; i < inputs; i++)
        exact += (x[row * inputs + i] as number) * (weight[output * inputs + i] as number);
      error += Math.abs(exact - (y[row * outputs + output] as number));
    }
  return error / (rows * outputs);
}

describe('projectQuantized', () => {
  it('loses far less to rounding when it knows which channels are large', async () => {
    const observed = Float32Array.from({ length: inputs }, (_, i) =>
      Math.max(...Array.from({ length: rows }, (_row, row) => Math.abs(x[row * inputs + i] as number))),
    );
    const unaware = await meanError(new Float32Array(inputs).fill(1));
    expect(await meanError(observed)).toBeLessThan(unaware / 3);
  });

  it('refuses a layer that was not observed', () => {
    const project = projectQuantized(new Map());
    const g = new Graph('projection');
    expect(() => project(g, g.input('x', 'float32', [1, inputs]), { key: 'layer', weight, bias, inputs })).toThrow(
      'layer',
    );
  });
});
