import type { Arena, Slot } from './arena';

export interface AdamWOptions {
  weightDecay: number;
  beta1?: number;
  beta2?: number;
  epsilon?: number;
  /** Gradients are scaled down together when their norm exceeds it. */
  clipNorm?: number;
}

/** Rows of a table that a batch touched, with the gradient of each. */
export interface TableGradient {
  name: string;
  rows: ReadonlyMap<number, Float32Array>;
}

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019) over an arena. Rows of a table that a batch does not
 * touch are left alone.
 */
export class AdamW {
  private readonly options: Required<AdamWOptions>;
  /** Steps taken so far: part of a checkpoint. */
  steps = 0;

  constructor(
    private readonly arena: Arena,
    options: AdamWOptions,
  ) {
    this.options = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, clipNorm: Infinity, ...options };
  }

  /** One step for the parameters in `names`, whose gradients lie in the arena, and for the rows of tables. */
  step(names: readonly string[], rateOf: (name: string) => number, tables: readonly TableGradient[] = []): void {
    this.steps++;
    const slots = names.map((name) => this.arena.slot(name));
    const scale = this.clipScale(slots, tables);
    for (const slot of slots) this.update(slot, 0, slot.padded, rateOf(slot.spec.name), scale);
    for (const { name, rows } of tables) {
      const slot = this.arena.slot(name);
      const width = slot.spec.shape[1] ?? 0;
      for (const [row, gradient] of rows) {
        slot.gradient.set(gradient);
        this.update(slot, row * width, width, rateOf(name), scale);
      }
    }
  }

  private clipScale(slots: readonly Slot[], tables: readonly TableGradient[]): number {
    const { clipNorm } = this.options;
    if (clipNorm === Infinity) return 1;
    let squares = 0;
    for (const { gradient, padded } of slots) squares += this.arena.kernel.sumOfSquares(gradient.byteOffset, padded);
    for (const { rows } of tables) for (const row of rows.values()) for (const value of row) squares += value * value;
    const norm = Math.sqrt(squares);
    return norm > clipNorm ? clipNorm / norm : 1;
  }

  private update(slot: Slot, offset: number, count: number, rate: number, scale: number): void {
    const { weightDecay, beta1, beta2, epsilon } = this.options;
    const bytes = offset * 4;
    this.arena.kernel.adamw(
      slot.value.byteOffset + bytes,
      slot.gradient.byteOffset,
      slot.firstMoment.byteOffset + bytes,
      slot.secondMoment.byteOffset + bytes,
      count,
      slot.spec.decays ? 1 - rate * weightDecay : 1,
      rate / (1 - beta1 ** this.steps),
      beta1,
      beta2,
      1 / Math.sqrt(1 - beta2 ** this.steps),
      epsilon,
      scale,
    );
  }
}
