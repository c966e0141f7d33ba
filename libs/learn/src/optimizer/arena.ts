import { Tensor } from 'onnxruntime-node';
import { type AdamwKernel, openAdamwKernel } from './adamw-kernel';

export interface ParameterSpec {
  name: string;
  shape: readonly number[];
  /** Weights decay; biases, norms and tables do not. */
  decays: boolean;
  /** A table whose rows are updated one by one: its gradient has room for one row. */
  isTable?: boolean;
}

export interface Slot {
  spec: ParameterSpec;
  /** Floats, rounded up so that every array begins at 64 bytes. */
  padded: number;
  value: Float32Array;
  gradient: Float32Array;
  firstMoment: Float32Array;
  secondMoment: Float32Array;
}

const alignment = 16;
const round = (count: number): number => Math.ceil(count / alignment) * alignment;
const sizeOf = ({ shape }: ParameterSpec): number => shape.reduce((product, dim) => product * dim, 1);

/**
 * Parameters, gradients and moments in one WebAssembly memory: ONNX Runtime reads and writes it without a copy, the
 * optimiser updates it in place.
 */
export class Arena {
  readonly kernel: AdamwKernel;
  private readonly slots = new Map<string, Slot>();

  constructor(specs: readonly ParameterSpec[]) {
    const gradientSize = (spec: ParameterSpec): number => round(spec.isTable ? (spec.shape[1] ?? 0) : sizeOf(spec));
    const floats = specs.reduce((sum, spec) => sum + 3 * round(sizeOf(spec)) + gradientSize(spec), alignment);
    const { kernel, buffer } = openAdamwKernel(floats * 4);
    this.kernel = kernel;
    let offset = alignment;
    const take = (count: number): Float32Array => {
      const view = new Float32Array(buffer, offset * 4, count);
      offset += round(count);
      return view;
    };
    for (const spec of specs) {
      const count = sizeOf(spec);
      this.slots.set(spec.name, {
        spec,
        padded: round(count),
        value: take(count),
        gradient: take(spec.isTable ? (spec.shape[1] ?? 0) : count),
        firstMoment: take(count),
        secondMoment: take(count),
      });
    }
  }

  get names(): string[] {
    return [...this.slots.keys()];
  }

  has(name: string): boolean {
    return this.slots.has(name);
  }

  slot(name: string): Slot {
    const slot = this.slots.get(name);
    if (slot === undefined) throw new Error(`there is no parameter ${name}`);
    return slot;
  }

  /** The parameter's values as a tensor over the memory itself. */
  valueTensor(name: string): Tensor {
    const { value, spec } = this.slot(name);
    return new Tensor('float32', value, spec.shape);
  }

  /** Where a run may write the parameter's gradient. */
  gradientTensor(name: string): Tensor {
    const { gradient, spec } = this.slot(name);
    return new Tensor('float32', gradient, spec.shape);
  }

  resetMoments(): void {
    for (const { firstMoment, secondMoment } of this.slots.values()) {
      firstMoment.fill(0);
      secondMoment.fill(0);
    }
  }

  /** Copies of all values, to come back to. */
  snapshot(): Map<string, Float32Array> {
    return new Map([...this.slots].map(([name, { value }]) => [name, value.slice()]));
  }

  restore(snapshot: ReadonlyMap<string, Float32Array>): void {
    for (const [name, value] of snapshot) this.slot(name).value.set(value);
  }
}
