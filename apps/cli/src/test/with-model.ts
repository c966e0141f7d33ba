import { type ChatRoute, openConfiguredChat, readConfig } from '@switchboard/api';
import { pino } from 'pino';
import { withLocalChat } from '../terminal/with-local-chat';

export interface ModelChoice {
  /** none, scripted, local, or the model at `llmUrl`. */
  model: string;
  llmUrl?: string;
}

/** Runs a command's work with the model that was chosen, opened as the desk opens it; an empty route where none is asked. */
export async function withModel<T>({ model, llmUrl }: ModelChoice, work: (route: ChatRoute) => Promise<T>): Promise<T> {
  if (llmUrl !== undefined) {
    const name = ['none', 'scripted', 'local'].includes(model) ? process.env['LLM_MODEL'] : model;
    const config = readConfig({ ...process.env, LLM_URL: llmUrl, ...(name === undefined ? {} : { LLM_MODEL: name }) });
    return work(openConfiguredChat(config, pino({ level: 'silent' })).agent);
  }
  if (model === 'local') return withLocalChat((chat) => work([chat]));
  if (model !== 'none' && model !== 'scripted')
    throw new Error(`--model ${model}: none, scripted, local, or a model's name with --llm-url`);
  return work([]);
}
