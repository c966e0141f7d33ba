import { type AgentDraft, draftLocal } from '@switchboard/answer';
import type { LocalChat } from '@switchboard/models';
import type { AnswerOptions, Evidence } from '@switchboard/turn';
import type { Encoders } from '../../encoders/create-encoders';
import type { Ask } from './create-ask';
import { readerOf } from './reader-of';
import { replyLanguage } from './reply-language';

export interface LocalAgentParts {
  encoders: Pick<Encoders, 'of'>;
  ask: Ask;
}

const passagesPerSearch = 5;

/** The LLM's turn by the model on this machine: it chooses and judges passages, and what is shown are their sentences. */
export async function runLocalAgent(
  evidence: Evidence,
  chat: LocalChat,
  { encoders, ask }: LocalAgentParts,
  options: AnswerOptions,
): Promise<AgentDraft> {
  const { context, passages, embedding } = evidence;
  const { workspaceId } = context.turn;
  const language = replyLanguage(evidence);
  const encoder = await encoders.of(workspaceId);
  const input = {
    question: context.burst.map(({ text }) => text).join('\n'),
    language,
    found: { passages, embedding },
    readsLanguage: encoder === null || encoder.languages.includes(language.slice(0, 2)),
    search: (text: string) => ask(workspaceId, text, { limit: passagesPerSearch, reader: readerOf(context, evidence) }),
  };
  return draftLocal(input, chat, options);
}
