import type { ChatModel } from '../chat-model';
import type { ChatEndpoint } from './chat-endpoint';
import { overLangchain } from './over-langchain';

/** A model behind Anthropic's Messages API. */
export function openAnthropicChat(endpoint: ChatEndpoint): ChatModel {
  return overLangchain(endpoint, async () => {
    const { url, model, apiKey, timeoutMs, maxTokens } = endpoint;
    const { ChatAnthropic } = await import('@langchain/anthropic');
    return new ChatAnthropic({
      model,
      apiKey: apiKey ?? 'none',
      temperature: 0,
      maxTokens,
      maxRetries: 0,
      streamUsage: true,
      anthropicApiUrl: url.replace(/\/v1\/?$/, ''),
      clientOptions: { timeout: timeoutMs, logLevel: 'off' },
    });
  });
}
