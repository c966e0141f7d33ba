import { readConfig } from '@switchboard/api';
import { type ChatModel, openChatModel, withRetries } from '@switchboard/models';

/** The model at LLM_URL, for harnesses. Throws ConfigError, or what is missing. */
export function openModelOf(environment: Record<string, string | undefined>): ChatModel {
  const { LLM_URL: url, LLM_MODEL: model, LLM_API_KEY: apiKey, ...config } = readConfig(environment);
  if (url === undefined || model === undefined || !URL.canParse(url))
    throw new Error('LLM_URL and LLM_MODEL: expected the address of an endpoint and its model');
  const endpoint = { url, model, timeoutMs: config.LLM_TIMEOUT_MS, maxTokens: config.LLM_MAX_TOKENS };
  return withRetries(openChatModel({ ...endpoint, ...(apiKey === undefined ? {} : { apiKey }) }));
}
