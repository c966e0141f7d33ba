import { InferenceSession, type Tensor } from 'onnxruntime-node';
import type { Arena } from './arena';

/** What a gradient's output is called. */
export const gradientOf = (name: string): string => `gradient:${name}`;

export interface Gradients {
  /** The parameters whose gradients a run writes into the arena. */
  names: readonly string[];
  /** Runs the graph; gives its other outputs, such as the loss. */
  run(feeds: Record<string, Tensor>): Promise<Record<string, Float32Array>>;
  close(): Promise<void>;
}

/** Runs a training graph over an arena: inputs named after parameters are read from it, gradients written into it. */
export async function openGradients(graph: Uint8Array, arena: Arena): Promise<Gradients> {
  const session = await InferenceSession.create(graph, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const parameters = Object.fromEntries(
    session.inputNames.filter((name) => arena.has(name)).map((name) => [name, arena.valueTensor(name)]),
  );
  const names = arena.names.filter((name) => session.outputNames.includes(gradientOf(name)));
  const written = new Set(names.map(gradientOf));
  const others = session.outputNames.filter((output) => !written.has(output));
  const fetches = {
    ...Object.fromEntries(others.map((name) => [name, null])),
    ...Object.fromEntries(names.map((name) => [gradientOf(name), arena.gradientTensor(name)])),
  };
  return {
    names,
    async run(feeds) {
      const results = await session.run({ ...parameters, ...feeds }, fetches);
      return Object.fromEntries(others.map((name) => [name, results[name]?.data as Float32Array]));
    },
    close: () => session.release(),
  };
}
