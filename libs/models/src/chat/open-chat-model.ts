import type { ChatModel } from './chat-model';
import type { ChatEndpoint } from './drivers/chat-endpoint';

export type ChatDriver = 'openai' | 'anthropic';

/** The wire format that an address speaks: Anthropic's at its own host or under a path of that name, else OpenAI's. */
export function driverOf(url: string): ChatDriver {
  const { hostname, pathname } = new URL(url);
  return hostname.endsWith('anthropic.com') || /^\/anthropic(\/|$)/.test(pathname) ? 'anthropic' : 'openai';
}

/** The chat model at an address. Nothing is loaded or connected before the first call. */
export function openChatModel(endpoint: ChatEndpoint): ChatModel {
  let opened: Promise<ChatModel> | null = null;
  return {
    name: endpoint.model,
    callsTools: endpoint.callsTools ?? true,
    ...(endpoint.contextTokens === undefined ? {} : { contextTokens: endpoint.contextTokens }),
    async *stream(messages, options) {
      opened ??= open(endpoint);
      yield* (await opened).stream(messages, options);
    },
  };
}

async function open(endpoint: ChatEndpoint): Promise<ChatModel> {
  if (driverOf(endpoint.url) === 'anthropic')
    return (await import('./drivers/open-anthropic-chat.js')).openAnthropicChat(endpoint);
  return (await import('./drivers/open-openai-chat.js')).openOpenAiChat(endpoint);
}
