import { type AgentDraft, draftLocal } from '@switchboard/answer';
import type { Search } from '@switchboard/knowledge';
import type { Encoder, LocalChat } from '@switchboard/models';
import type { AnswerOptions, Evidence } from '@switchboard/turn';
import { replyLanguage } from './reply-language';

export interface LocalAgentParts {
  encoder: Encoder | null;
  search: Search;
}

const passagesPerSearch = 5;

/** The LLM's turn by the model on this machine: it chooses and judges passages, and what is shown are their sentences. */
export function runLocalAgent(
  evidence: Evidence,
  chat: LocalChat,
  { encoder, search }: LocalAgentParts,
  options: AnswerOptions,
): Promise<AgentDraft> {
  const { context, passages, embedding } = evidence;
  const language = replyLanguage(evidence);
  const input = {
    question: context.burst.map(({ text }) => text).join('\n'),
    language,
    found: { passages, embedding },
    readsLanguage: encoder === null || encoder.languages.includes(language.slice(0, 2)),
    async search(text: string) {
      const [vector = null] = (await encoder?.embed([text])) ?? [];
      const query = { text, embedding: vector, limit: passagesPerSearch };
      return { passages: await search(context.turn.workspaceId, query), embedding: vector };
    },
  };
  return draftLocal(input, chat, options);
}
