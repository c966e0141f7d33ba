import type { ChatAccount, ChatMessage, ChatUsage } from '../chat-model';
import type { HeldModel } from '../local/local-chat';
import { type MeterOptions, beginCall, outcomeOf } from './begin-call';
import { estimateTokens } from './estimate-tokens';

/** The local model while it is held, each of its questions a call on the account. */
export function meterHeld(
  held: HeldModel,
  model: string,
  account: ChatAccount,
  options: MeterOptions,
  signal: AbortSignal,
): HeldModel {
  async function onAccount<T>(
    messages: readonly ChatMessage[],
    completionTokens: number,
    ask: () => Promise<{ value: T; usage: ChatUsage | null }>,
  ): Promise<T> {
    const sent = messages.map(({ content }) => content).join('\n');
    const most = { promptTokens: estimateTokens(sent), completionTokens };
    const end = await beginCall(account, options, { model, sentCharacters: sent.length, most });
    try {
      const { value, usage } = await ask();
      await end({ ...(usage ?? most), redacted: {}, outcome: 'ok' });
      return value;
    } catch (error) {
      await end({ promptTokens: 0, completionTokens: 0, redacted: {}, outcome: outcomeOf(error, signal) });
      throw error;
    }
  }
  return {
    write: (messages, write = {}) =>
      onAccount(messages, write.maxTokens ?? options.maxTokens, async () => {
        const value = await held.write(messages, write);
        return { value, usage: value.usage };
      }),
    // It reads the prompt and writes nothing but one word's probabilities.
    weigh: (messages, words) =>
      onAccount(messages, 1, async () => ({ value: await held.weigh(messages, words), usage: null })),
  };
}
