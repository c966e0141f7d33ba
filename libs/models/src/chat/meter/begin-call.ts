import type { ChatAccount, ChatUsage, EndedCall } from '../chat-model';

/** Dollars for a million tokens. */
export interface ChatPrice {
  input: number;
  output: number;
}
export interface MeterOptions {
  /** The machine that is asked; null when nothing leaves this one. */
  host: string | null;
  price?: ChatPrice;
  /** Of an answer, where a call does not say. */
  maxTokens: number;
}

export const costOf = ({ promptTokens, completionTokens }: ChatUsage, price: ChatPrice | undefined): number =>
  Math.ceil(promptTokens * (price?.input ?? 0) + completionTokens * (price?.output ?? 0));

/** Plans a call with more than it can use, and gives what settles it. Throws what the account throws. */
export async function beginCall(
  account: ChatAccount,
  { host, price }: MeterOptions,
  call: { model: string; sentCharacters: number; most: ChatUsage },
): Promise<(used: Omit<EndedCall, 'costMicros' | 'ms'>) => Promise<void>> {
  const { model, sentCharacters, most } = call;
  const receipt = await account.begin({
    model,
    host,
    sentCharacters,
    tokens: most.promptTokens + most.completionTokens,
    costMicros: costOf(most, price),
  });
  const started = performance.now();
  return (used) =>
    receipt.end({ ...used, costMicros: costOf(used, price), ms: Math.round(performance.now() - started) });
}

/** How a call went, in words for the ledger. */
export function outcomeOf(error: unknown, signal: AbortSignal): string {
  if (signal.aborted) return 'stopped';
  return error instanceof Error ? error.message : String(error);
}
