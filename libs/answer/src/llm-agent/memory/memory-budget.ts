/** For a model that does not say how much it reads. */
const usualContext = 16_000;
const most = 6_000;
const share = 0.25;

/** Tokens of a model's context that a conversation may fill: passages, tools and the answer need the rest. */
export function memoryBudget(contextTokens = usualContext): number {
  return Math.min(most, Math.floor(contextTokens * share));
}
