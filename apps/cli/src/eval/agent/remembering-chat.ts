import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HeldModel, LocalChat } from '@switchboard/models';

/** The same model, asked each thing once: what it said is kept in `folder`, by what it was asked. */
export function rememberingChat(chat: LocalChat, folder: string): LocalChat {
  mkdirSync(folder, { recursive: true });
  async function remember<T>(asked: object, ask: () => Promise<T>): Promise<T> {
    const key = createHash('sha256')
      .update(JSON.stringify([chat.name, asked]))
      .digest('hex');
    const file = join(folder, `${key}.json`);
    if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as T;
    const said = await ask();
    writeFileSync(file, JSON.stringify(said));
    return said;
  }
  const remembering = (model: HeldModel): HeldModel => ({
    write: (messages, options = {}) => remember({ messages, options }, () => model.write(messages, options)),
    weigh: (messages, words) => remember({ messages, words }, () => model.weigh(messages, words)),
  });
  return { ...chat, hold: (wait, work) => chat.hold(wait, (model) => work(remembering(model))) };
}
