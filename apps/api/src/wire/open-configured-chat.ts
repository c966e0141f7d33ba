import { type ChatModel, type LocalChat, openChatModel, withPseudonyms } from '@switchboard/models';
import { type PiiSpan, findPii } from '@switchboard/understand';
import type { Logger } from 'pino';
import type { Config } from '../config/config-schema';
import { openLocalModel } from './open-local-model';

/**
 * The chat model of the configuration, or null. A remote one sees pseudonyms instead of personal data. Throws
 * UnknownModelError.
 */
export function openConfiguredChat(config: Config, log: Logger): ChatModel | LocalChat | null {
  if (config.LLM_URL === undefined || config.LLM_URL === 'local') return openLocalModel(config, log);
  if (config.LLM_URL === 'off' || config.LLM_MODEL === undefined) return null;
  if (config.LOCAL_ONLY && !isLocal(config.LLM_URL)) return null;
  const chat = openChatModel({
    url: config.LLM_URL,
    model: config.LLM_MODEL,
    timeoutMs: config.LLM_TIMEOUT_MS,
    maxTokens: config.LLM_MAX_TOKENS,
    ...(config.LLM_API_KEY === undefined ? {} : { apiKey: config.LLM_API_KEY }),
  });
  return isLocal(config.LLM_URL) ? chat : withPseudonyms(chat, findPersonalData);
}

/** What a remote model need not know. Web addresses are what a visitor asks about, and no secret. */
function findPersonalData(text: string): PiiSpan[] {
  return findPii(text).filter(({ type }) => type !== 'DOMAIN_NAME');
}

function isLocal(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname);
}
