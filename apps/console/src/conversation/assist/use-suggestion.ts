import type { Message, ReplySuggestion } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { readSuggestion } from '../../api/assist';

const lookAgainMs = 3_000;

/** The visitor's last message, unless a person has answered since. */
export function waitingSeq(messages: readonly Message[]): number | null {
  const last = messages.findLast(({ author }) => author.kind === 'visitor' || author.kind === 'agent');
  return last?.author.kind === 'visitor' ? last.seq : null;
}

/** What the desk suggests to say to the message that waits; null while there is nothing to show. */
export function useSuggestion(id: string, seq: number | null, isMine: boolean): ReplySuggestion | null {
  const { data } = useQuery({
    queryKey: ['assist', 'suggestion', id, seq],
    queryFn: () => readSuggestion(id),
    enabled: isMine && seq !== null,
    // The socket tells; a frame that was lost is made up for.
    refetchInterval: ({ state }) =>
      state.data?.state === 'ready' || state.data?.state === 'none' ? false : lookAgainMs,
  });
  return data?.seq === seq ? (data ?? null) : null;
}
