import { Graph, type GraphValue } from '@switchboard/models';
import { gradientOf } from '../optimizer/open-gradients';

interface Entry {
  inputs: readonly GraphValue[];
  output: GraphValue;
  backward(gradient: GraphValue): readonly (GraphValue | null)[];
}

/**
 * A graph that remembers how to run its differentiable operations backwards. The backward pass is emitted as ordinary
 * nodes, so that one run computes the loss and all gradients.
 */
export class Tape extends Graph {
  private readonly entries: Entry[] = [];
  private readonly wanted = new Set<string>();

  /** An input whose gradient is wanted. */
  parameter(name: string, shape: readonly number[]): GraphValue {
    return this.want(this.input(name, 'float32', shape));
  }

  /** Marks a value as a place where gradients shall arrive. */
  want(value: GraphValue): GraphValue {
    this.wanted.add(value.name);
    return value;
  }

  isWanted(value: GraphValue): boolean {
    return this.wanted.has(value.name);
  }

  /** Remembers an operation: `backward` gives the gradient of each input, null where none is needed. */
  record(inputs: readonly GraphValue[], output: GraphValue, backward: Entry['backward']): GraphValue {
    if (!inputs.some((input) => this.isWanted(input))) return output;
    this.entries.push({ inputs, output, backward });
    return this.want(output);
  }

  /** Emits the backward pass from a scalar loss; outputs named after the values give their gradients. */
  outputGradients(loss: GraphValue, values: Readonly<Record<string, GraphValue>>): void {
    const gradients = new Map([[loss.name, this.scalar(1)]]);
    for (const { inputs, output, backward } of [...this.entries].reverse()) {
      const gradient = gradients.get(output.name);
      if (gradient === undefined) continue;
      backward(gradient).forEach((part, index) => {
        const input = inputs[index] as GraphValue;
        if (part === null || !this.isWanted(input)) return;
        const before = gradients.get(input.name);
        gradients.set(input.name, before === undefined ? part : this.emit('Add', [before, part], input.shape));
      });
    }
    for (const [name, value] of Object.entries(values)) {
      const gradient = gradients.get(value.name);
      if (gradient === undefined) throw new Error(`no gradient reaches ${name}`);
      this.output(gradientOf(name), gradient);
    }
  }
}
