import type { Message } from '@switchboard/contracts';
import { useEffect, useEffectEvent, useState } from 'react';
import { reply } from '../api/conversations';
import { ApiError } from '../api/request';
import { useDesk } from '../shell/desk-context';

export interface Outgoing {
  clientId: string;
  text: string;
  /** The suggestion that it began as. */
  suggestionId: string | null;
  failed: string | null;
  /** What failed was the way, not the message: it is sent again when the desk is reached again. */
  isPassing?: boolean;
}

const triesBeforeAsking = 3;

/** Messages on their way; each keeps its client id over every try, so that none is doubled. */
export function useOutgoing(id: string, onMessage: (message: Message) => void) {
  const [outgoing, setOutgoing] = useState<Outgoing[]>([]);
  const change = (clientId: string, news: Partial<Outgoing>): void =>
    setOutgoing((items) => items.map((item) => (item.clientId === clientId ? { ...item, ...news } : item)));

  async function deliver(item: Outgoing, tries = 1): Promise<void> {
    const { clientId, text, suggestionId } = item;
    change(clientId, { failed: null });
    try {
      onMessage(await reply(id, { clientId, text, suggestionId }));
      setOutgoing((items) => items.filter((other) => other.clientId !== clientId));
    } catch (error) {
      const isPassing = error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 500);
      if (isPassing && tries < triesBeforeAsking)
        return void setTimeout(() => void deliver({ ...item, failed: null }, tries + 1), tries * 1_500);
      change(clientId, { failed: error instanceof Error ? error.message : String(error), isPassing });
    }
  }
  const { connection } = useDesk();
  const sendAgain = useEffectEvent(() => {
    for (const item of outgoing) if (item.failed !== null && item.isPassing === true) void deliver(item);
  });
  useEffect(() => {
    if (connection === 'online') sendAgain();
  }, [connection]);

  return {
    outgoing,
    deliver: (item: Outgoing) => void deliver(item),
    send(text: string, suggestionId: string | null): void {
      const item = { clientId: crypto.randomUUID(), text, suggestionId, failed: null };
      setOutgoing((items) => [...items, item]);
      void deliver(item);
    },
  };
}
