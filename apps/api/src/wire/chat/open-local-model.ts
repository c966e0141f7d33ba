import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, join } from 'node:path';
import { type LocalChat, type LocalState, findModel, isPulled, openLocalChat, pullModel } from '@switchboard/models';
import type { Logger } from 'pino';
import type { Config } from '../../config/config-schema';

export const localChatName = 'qwen2.5-coder-1.5b-instruct';

/** Besides the weights, which are held twice at most: states, grammars, the runtime. */
const memoryLimitMb = 6_000;

/**
 * The local chat model, pulled and loaded in the background, or null. LLM_MODEL names a row of models.json or a GGUF
 * file; without LLM_URL it is used only when it is there already. Throws UnknownModelError.
 */
export function openLocalModel(config: Config, log: Logger): LocalChat | null {
  const modelsDir = join(config.DATA_DIR, 'models');
  const name = config.LLM_URL === 'local' ? (config.LLM_MODEL ?? localChatName) : localChatName;
  const isFile = name.endsWith('.gguf');
  const model = isFile ? null : findModel(name);
  if (config.LLM_URL === undefined && !(model !== null && isPulled(model, modelsDir))) return null;

  return openLocalChat({
    name: basename(name, '.gguf'),
    statesDir: join(config.DATA_DIR, 'chat-states'),
    threads: config.LLM_THREADS || Math.max(1, availableParallelism() - 1),
    contextTokens: config.LLM_CONTEXT_TOKENS,
    memoryLimitMb,
    timeoutMs: config.LLM_TIMEOUT_MS,
    maxTokens: config.LLM_MAX_TOKENS,
    onState: logStates(log, name),
    async getModel({ signal, onProgress }) {
      if (model === null) {
        if (!existsSync(name)) throw new Error(`there is no file ${name} (LLM_MODEL)`);
        return name;
      }
      const folder = await pullModel(model, modelsDir, {
        signal,
        onProgress: ({ done, total }) => onProgress(done, total),
      });
      return join(folder, model.files[0]?.name ?? '');
    },
  });
}

/** Each state once, and a line for every tenth of a pull. */
function logStates(log: Logger, model: string): (state: LocalState) => void {
  let tenth = -1;
  return (state) => {
    if (state.kind === 'failed') return log.warn({ model, reason: state.reason }, 'the local model is not there');
    if (state.kind !== 'pulling') return log.info({ model, ...state }, `the local model: ${state.kind}`);
    const now = state.total === 0 ? 0 : Math.floor((10 * state.done) / state.total);
    if (now !== tenth) log.info({ model, percent: now * 10 }, 'the local model is being pulled');
    tenth = now;
  };
}
