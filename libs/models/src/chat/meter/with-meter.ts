import type { ChatEntry, ChatModel, ChatOptions, ChatUsage } from '../chat-model';
import { isLocalChat } from '../local/local-chat';
import { type MeterOptions, beginCall, costOf, outcomeOf } from './begin-call';
import { estimateTokens } from './estimate-tokens';
import { meterHeld } from './meter-held';

/**
 * The same model with every call on the account that comes with it: planned before a byte is sent, with more than it
 * can use, and settled afterwards, whatever became of it. An endpoint that reports no tokens is charged by estimate.
 */
export function withMeter<Model extends ChatModel>(model: Model, options: MeterOptions): Model {
  const metered = { ...model, stream: meterStream(model, options) };
  if (!isLocalChat(model)) return metered;
  const hold: typeof model.hold = (wait, work) =>
    model.hold(wait, (held) =>
      work(wait.account === undefined ? held : meterHeld(held, model.name, wait.account, options, wait.signal)),
    );
  return { ...metered, hold };
}

function meterStream(model: ChatModel, meter: MeterOptions): ChatModel['stream'] {
  const { price, maxTokens } = meter;
  return async function* (messages, options) {
    const { account } = options;
    if (account === undefined) return yield* model.stream(messages, options);
    const sent = sentText(messages, options);
    const most = { promptTokens: estimateTokens(sent), completionTokens: options.maxTokens ?? maxTokens };
    const end = await beginCall(account, meter, { model: model.name, sentCharacters: sent.length, most });
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
          yield { ...chunk, usage: { ...usage, costMicros: costOf(usage, price) } };
        }
      }
      outcome = 'ok';
    } catch (error) {
      outcome = outcomeOf(error, options.signal);
      throw error;
    } finally {
      const used = usage ?? {
        promptTokens: written === '' && outcome !== 'ok' ? 0 : most.promptTokens,
        completionTokens: estimateTokens(written),
      };
      await end({ ...used, redacted, outcome });
    }
  };
}

const sentText = (messages: readonly ChatEntry[], { tools = [] }: ChatOptions): string =>
  messages.map(({ content }) => content).join('\n') + (tools.length === 0 ? '' : JSON.stringify(tools));
