import type { LlmPurpose } from '@switchboard/contracts';
import {
  type ChatModel,
  type LocalChat,
  isLocalChat,
  openChatModel,
  probeEndpoint,
  withBreaker,
  withFallback,
  withMeter,
  withPseudonyms,
  withRetries,
} from '@switchboard/models';
import { type PiiSpan, findPii } from '@switchboard/understand';
import type { Logger } from 'pino';
import type { Config } from '../../config/config-schema';
import { isThisMachine } from '../../config/is-this-machine';
import { type ChatModelConfig, readChatModels, singleChatModel } from '../../config/read-chat-models';
import { openLocalModel } from './open-local-model';

/**
 * The models that serve a use, in the order in which they are asked. Endpoints that follow each other are one model that
 * passes over what fails. The model on this machine stands for itself: it is weak, and whoever asks it keeps its gates.
 */
export type ChatRoute = readonly ChatModel[];

/** Which models serve what; an empty route where none does. */
export type ChatRoutes = Record<LlmPurpose, ChatRoute> & {
  /** The model on this machine, as it tells its own state. */
  local: LocalChat | null;
};

/**
 * The chat models of the configuration. A remote one sees pseudonyms instead of personal data, rests when it fails, and
 * the next of its route takes over. Throws ConfigError and UnknownModelError.
 */
export function openConfiguredChat(config: Config, log: Logger): ChatRoutes {
  const { models, routes } =
    config.LLM_MODELS_FILE === undefined ? singleChatModel(config) : readChatModels(config.LLM_MODELS_FILE);
  const opened = new Map<string, ChatModel>();
  let local: LocalChat | null = null;
  for (const model of models) {
    if (model.url === 'local') {
      local ??= openMetered(config, log);
      if (local !== null) opened.set(model.name, local);
    } else if (!config.LOCAL_ONLY || isThisMachine(model.url)) opened.set(model.name, openEndpoint(model, config, log));
  }
  const serve = (purpose: LlmPurpose): ChatRoute => {
    const onPassedOver = (model: string, reason: string): void => log.warn({ purpose, model, reason }, 'passed over');
    const named = routes[purpose].flatMap((name) => opened.get(name) ?? []);
    return inTurn(named).map((group) => withFallback(group, onPassedOver));
  };
  return {
    agent: serve('agent'),
    rephrasing: serve('rephrasing'),
    summary: serve('summary'),
    suggestion: serve('suggestion'),
    local,
  };
}

function openMetered(config: Config, log: Logger): LocalChat | null {
  const local = openLocalModel(config, log);
  return local === null ? null : withMeter(local, { host: null, maxTokens: config.LLM_MAX_TOKENS });
}

/** Neighbours that are endpoints together, each local model alone. */
function inTurn(models: readonly ChatModel[]): [ChatModel, ...ChatModel[]][] {
  const groups: [ChatModel, ...ChatModel[]][] = [];
  for (const model of models) {
    const last = groups.at(-1);
    if (last === undefined || isLocalChat(model) || isLocalChat(last[0])) groups.push([model]);
    else last.push(model);
  }
  return groups;
}

function openEndpoint(
  { name, url, model, apiKeyFrom, callsTools, contextTokens, price }: ChatModelConfig,
  config: Config,
  log: Logger,
) {
  const apiKey = apiKeyFrom === undefined ? config.LLM_API_KEY : process.env[apiKeyFrom];
  const key = apiKey === undefined ? {} : { apiKey };
  const { LLM_TIMEOUT_MS: timeoutMs, LLM_MAX_TOKENS: maxTokens } = config;
  void probeEndpoint({ url, ...key }).then((wrong) => {
    if (wrong !== null) log.warn({ model: name }, `the model at ${new URL(url).host}: ${wrong}`);
  });
  const context = contextTokens === undefined ? {} : { contextTokens };
  const endpoint = openChatModel({ url, model: model ?? name, callsTools, timeoutMs, maxTokens, ...context, ...key });
  const steady = withBreaker(withRetries(endpoint));
  const host = isThisMachine(url) ? null : new URL(url).host;
  const discreet = host === null ? steady : withPseudonyms(steady, findPersonalData);
  return withMeter(discreet, { host, maxTokens, ...(price === undefined ? {} : { price }) });
}

/** What a remote model need not know. Web addresses are what a visitor asks about, and no secret. */
function findPersonalData(text: string): PiiSpan[] {
  return findPii(text).filter(({ type }) => type !== 'DOMAIN_NAME');
}
