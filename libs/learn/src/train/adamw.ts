const beta1 = 0.9;
const beta2 = 0.99;
const epsilon = 1e-8;

/** Adam with decoupled weight decay (Loshchilov and Hutter 2019); changes the parameters in place. */
export class AdamW {
  private readonly first: Float32Array;
  private readonly second: Float32Array;
  private steps = 0;

  constructor(
    private readonly parameters: Float32Array,
    private readonly weightDecay: number,
  ) {
    this.first = new Float32Array(parameters.length);
    this.second = new Float32Array(parameters.length);
  }

  step(gradient: Float32Array, rate: number): void {
    const { parameters, first, second } = this;
    this.steps++;
    const root = Math.sqrt(1 - beta2 ** this.steps);
    const scaledRate = (rate * root) / (1 - beta1 ** this.steps);
    const shrink = 1 - rate * this.weightDecay;
    for (let i = 0; i < parameters.length; i++) {
      const g = gradient[i] as number;
      const m = (first[i] = beta1 * (first[i] as number) + (1 - beta1) * g);
      const v = (second[i] = beta2 * (second[i] as number) + (1 - beta2) * g * g);
      parameters[i] = shrink * (parameters[i] as number) - (scaledRate * m) / (Math.sqrt(v) + epsilon * root);
    }
  }
}
