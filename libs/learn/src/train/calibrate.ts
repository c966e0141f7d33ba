import { logSoftmax } from '@switchboard/models';

/** What held-out rows got from the two regressions: log-probabilities per label, and the right label. */
export interface HeldOut {
  dense: Float32Array;
  lexical: Float32Array;
  target: number;
}

export interface Calibration {
  lexicalWeight: number;
  temperature: number;
}

const lexicalWeights = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** Weight and temperature that make held-out rows most probable (Guo et al. 2017 for the temperature). */
export function calibrate(rows: readonly HeldOut[]): Calibration & { loss: number; accuracy: number } {
  const candidates = lexicalWeights.map((lexicalWeight) => {
    const fused = rows.map((row) => fuse(row, lexicalWeight));
    const temperature = goldenSection((value) => meanLoss(fused, rows, value), 0.05, 8);
    const accuracy = fused.filter((logits, index) => argmax(logits) === rows[index]?.target).length / rows.length;
    return { lexicalWeight, temperature, loss: meanLoss(fused, rows, temperature), accuracy };
  });
  return candidates.reduce((best, candidate) => (candidate.loss < best.loss ? candidate : best));
}

export function fuse({ dense, lexical }: Pick<HeldOut, 'dense' | 'lexical'>, lexicalWeight: number): Float32Array {
  return dense.map((value, label) => (1 - lexicalWeight) * value + lexicalWeight * (lexical[label] as number));
}

function meanLoss(fused: readonly Float32Array[], rows: readonly HeldOut[], temperature: number): number {
  let loss = 0;
  fused.forEach((logits, index) => {
    const scaled = logSoftmax(logits.map((value) => value / temperature));
    loss -= scaled[rows[index]?.target ?? 0] as number;
  });
  return loss / rows.length;
}

/** The minimum of a unimodal function on [low, high]. */
function goldenSection(f: (x: number) => number, low: number, high: number): number {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [Math.log(low), Math.log(high)];
  for (let i = 0; i < 30; i++) {
    const [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
    if (f(Math.exp(c)) < f(Math.exp(d))) b = d;
    else a = c;
  }
  return Math.exp((a + b) / 2);
}

export function argmax(values: Float32Array): number {
  let best = 0;
  values.forEach((value, index) => {
    if (value > (values[best] as number)) best = index;
  });
  return best;
}
