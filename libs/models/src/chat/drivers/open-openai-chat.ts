import type { ChatModel } from '../chat-model';
import type { ChatEndpoint } from './chat-endpoint';
import { overLangchain } from './over-langchain';

/** A model behind an OpenAI-compatible endpoint: OpenAI, vLLM, Ollama, llama.cpp's server, LM Studio. */
export function openOpenAiChat(endpoint: ChatEndpoint): ChatModel {
  return overLangchain(endpoint, async () => {
    const { url, model, apiKey, timeoutMs, maxTokens } = endpoint;
    const { ChatOpenAI } = await import('@langchain/openai');
    return new ChatOpenAI({
      model,
      apiKey: apiKey ?? 'none',
      temperature: 0,
      maxTokens,
      // Retries belong to whoever knows what else could answer.
      maxRetries: 0,
      timeout: timeoutMs,
      streamUsage: true,
      // The client would print pieces of a conversation that it cannot read.
      configuration: { baseURL: url, logLevel: 'off' },
    });
  });
}
