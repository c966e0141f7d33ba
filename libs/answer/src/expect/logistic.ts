/** Probabilities nearer to 0 or 1 than this are taken as this far. */
const edge = 1e-3;

export const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

export function logit(probability: number): number {
  const kept = Math.min(1 - edge, Math.max(edge, probability));
  return Math.log(kept / (1 - kept));
}
