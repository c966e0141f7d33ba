import { draftLocal } from '@switchboard/answer';
import type { createSearch } from '@switchboard/knowledge';
import type { ChatModel, Encoder, LocalChat } from '@switchboard/models';
import type { TurnDeps } from '@switchboard/turn';
import { replyLanguage } from './reply-language';

export interface LocalAgentParts {
  chat: ChatModel | null;
  encoder: Encoder | null;
  search: ReturnType<typeof createSearch>;
}

const passagesPerSearch = 5;

const isLocalChat = (chat: ChatModel): chat is LocalChat => 'hold' in chat;

/**
 * The same steps, where a model on this machine takes the LLM's turns: it chooses and judges passages, and what is
 * shown are their sentences.
 */
export function withLocalAgent<Steps extends Pick<TurnDeps, 'answer'>>(
  steps: Steps,
  { chat, encoder, search }: LocalAgentParts,
): Steps {
  if (chat === null || !isLocalChat(chat)) return steps;
  return {
    ...steps,
    answer(decision, evidence, options) {
      if (decision.action !== 'llm') return steps.answer(decision, evidence, options);
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
    },
  };
}
