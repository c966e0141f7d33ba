import type { KnowledgeStore, Search } from '@switchboard/knowledge';
import type { TurnDeps } from '@switchboard/turn';
import { readerOf } from './reader-of';

export interface SearchForDeps extends Pick<KnowledgeStore, 'countHidden'> {
  search: Search;
  limit: number;
}

/** The search of a turn: for the visitor as they are known, and what that left out. */
export function createSearchFor({ search, countHidden, limit }: SearchForDeps): TurnDeps['search'] {
  return async (context, understood) => {
    const { turn, burst } = context;
    const { embedding, space } = understood;
    const reader = readerOf(context, understood);
    const text = burst.map((message) => message.text).join('\n');
    const [passages, hidden] = await Promise.all([
      search(turn.workspaceId, { text, embedding, space, reader, limit }),
      countHidden(turn.workspaceId, reader),
    ]);
    const isForeign = ({ language }: (typeof passages)[number]): boolean =>
      reader.language !== null && (language ?? reader.language) !== reader.language;
    return { passages, filter: { ...reader, hidden, anyLanguage: passages.some(isForeign) } };
  };
}
