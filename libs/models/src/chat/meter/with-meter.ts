import type { ChatEntry, ChatModel, ChatOptions, ChatUsage } from '../chat-model';
import { estimateTokens } from './estimate-tokens';

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

/**
 * The same model with every call on the account that comes with it: planned before a byte is sent, with more than it
 * can use, and settled afterwards, whatever became of it. An endpoint that reports no tokens is charged by estimate.
 */
export function withMeter(model: ChatModel, { host, price, maxTokens }: MeterOptions): ChatModel {
  const costOf = ({ promptTokens, completionTokens }: ChatUsage): number =>
    Math.ceil(promptTokens * (price?.input ?? 0) + completionTokens * (price?.output ?? 0));

  return {
    ...model,
    async *stream(messages, options) {
      const { account } = options;
      if (account === undefined) return yield* model.stream(messages, options);
      const sent = sentText(messages, options);
      const most = { promptTokens: estimateTokens(sent), completionTokens: options.maxTokens ?? maxTokens };
      const receipt = await account.begin({
        model: model.name,
        host,
        sentCharacters: sent.length,
        tokens: most.promptTokens + most.completionTokens,
        costMicros: costOf(most),
      });
      const started = performance.now();
      let usage: ChatUsage | null = null;
      let redacted: Record<string, number> = {};
      let written = '';
      let outcome = 'stopped';
      try {
        for await (const chunk of model.stream(messages, options)) {
          redacted = chunk.redacted ?? redacted;
          written += chunk.text;
          if (chunk.usage === undefined) yield chunk;
          else {
            usage = chunk.usage;
            yield { ...chunk, usage: { ...usage, costMicros: costOf(usage) } };
          }
        }
        outcome = 'ok';
      } catch (error) {
        outcome = options.signal.aborted ? 'stopped' : error instanceof Error ? error.message : String(error);
        throw error;
      } finally {
        const used = usage ?? {
          promptTokens: written === '' && outcome !== 'ok' ? 0 : most.promptTokens,
          completionTokens: estimateTokens(written),
        };
        const ms = Math.round(performance.now() - started);
        await receipt.end({ ...used, costMicros: costOf(used), redacted, outcome, ms });
      }
    },
  };
}

const sentText = (messages: readonly ChatEntry[], { tools = [] }: ChatOptions): string =>
  messages.map(({ content }) => content).join('\n') + (tools.length === 0 ? '' : JSON.stringify(tools));
