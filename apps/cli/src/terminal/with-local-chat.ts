import { join } from 'node:path';
import { localChatName } from '@switchboard/api';
import { ChatModelError, type LocalChat, findModel, openLocalChat, pullModel } from '@switchboard/models';
import { createProgress } from './progress';

const dataDir = (): string => process.env['DATA_DIR'] ?? '.switchboard';

/** Runs a command's work with the local chat model, pulled when it is not there; closed whatever happens. */
export async function withLocalChat<T>(
  work: (chat: LocalChat) => Promise<T>,
  { statesDir = join(dataDir(), 'chat-states') }: { statesDir?: string } = {},
): Promise<T> {
  const model = findModel(localChatName);
  const progress = createProgress();
  let settle = (_: Error | null): void => undefined;
  const ready = new Promise<void>((resolve, reject) => {
    settle = (error) => (error === null ? resolve() : reject(error));
  });
  const chat = openLocalChat({
    name: model.name,
    statesDir,
    threads: Number(process.env['LLM_THREADS'] ?? 1),
    contextTokens: 4_096,
    memoryLimitMb: 6_000,
    timeoutMs: 600_000,
    maxTokens: 400,
    async getModel({ signal }) {
      const folder = await pullModel(model, join(dataDir(), 'models'), {
        signal,
        onProgress: ({ done, total }) => progress.update(done, total, `pulling ${model.name}`),
      });
      progress.stop();
      return join(folder, model.files[0]?.name ?? '');
    },
    onState(state) {
      if (state.kind === 'ready') settle(null);
      if (state.kind === 'failed') settle(new ChatModelError(state.reason));
    },
  });
  try {
    await ready;
    return await work(chat);
  } finally {
    await chat.close();
  }
}
