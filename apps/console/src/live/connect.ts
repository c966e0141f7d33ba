import type { AgentClientEvents, AgentServerEvents, Conversation, Message } from '@switchboard/contracts';
import { type Thread, mergeMessages } from '@switchboard/contracts/thread';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { type Socket, io } from 'socket.io-client';
import type { ConversationPage } from '@switchboard/contracts';
import { type InboxView, belongsTo } from '../api/conversations';

export type Connection = 'connecting' | 'online' | 'offline';

/** Words of replies in progress and who is typing, by conversation. */
export interface Presence {
  streaming: ReadonlyMap<string, string>;
  typing: ReadonlySet<string>;
}

export interface LiveHandlers {
  onConnection(connection: Connection): void;
  onPresence(presence: Presence): void;
}

type InboxData = InfiniteData<ConversationPage>;
const typingMs = 4_000;

/** Keeps the cached threads and lists as the desk says they are; after a break, everything is asked for again. */
export function connectLive(cache: QueryClient, agentId: string, { onConnection, onPresence }: LiveHandlers) {
  const socket: Socket<AgentServerEvents, AgentClientEvents> = io('/agent', {
    transports: ['websocket', 'polling'],
    reconnectionDelayMax: 5_000,
  });
  const streaming = new Map<string, string>();
  const typing = new Map<string, ReturnType<typeof setTimeout>>();
  const tell = (): void => onPresence({ streaming: new Map(streaming), typing: new Set(typing.keys()) });

  async function fillGap(conversationId: string, afterSeq: number): Promise<void> {
    const result = await socket
      .timeout(8_000)
      .emitWithAck('conversation.resume', { conversationId, afterSeq })
      .catch(() => null);
    if (result?.ok === true) addMessages(conversationId, result.value.messages);
  }

  function addMessages(conversationId: string, messages: readonly Message[]): void {
    const thread = cache.getQueryData<Thread>(['thread', conversationId]);
    if (thread === undefined) return;
    const merged = mergeMessages(thread, messages);
    cache.setQueryData(['thread', conversationId], merged.thread);
    if (merged.hasGap) void fillGap(conversationId, merged.thread.lastSeq);
  }

  socket.on('connect', () => {
    onConnection('online');
    void cache.invalidateQueries();
  });
  socket.on('disconnect', () => {
    streaming.clear();
    tell();
    onConnection('offline');
  });
  socket.on('connect_error', () => onConnection('offline'));
  socket.on('message.created', (message) => {
    if (message.author.kind !== 'visitor') streaming.delete(message.conversationId);
    clearTimeout(typing.get(message.conversationId));
    typing.delete(message.conversationId);
    tell();
    addMessages(message.conversationId, [message]);
  });
  socket.on('conversation.updated', (conversation) => {
    applyConversation(cache, conversation, agentId);
    void cache.invalidateQueries({ queryKey: ['approvals'] });
  });
  socket.on('reply.delta', ({ conversationId, text }) => {
    streaming.set(conversationId, text);
    tell();
  });
  socket.on('reply.ended', ({ conversationId }) => {
    streaming.delete(conversationId);
    tell();
  });
  socket.on('typing', ({ conversationId, who }) => {
    if (who !== 'visitor') return;
    clearTimeout(typing.get(conversationId));
    typing.set(
      conversationId,
      setTimeout(() => (typing.delete(conversationId), tell()), typingMs),
    );
    tell();
  });
  socket.on('assist.updated', ({ conversationId, what }) => {
    void cache.invalidateQueries({ queryKey: ['assist', what, conversationId] });
  });
  return {
    addMessages,
    typing: (conversationId: string) => void socket.volatile.emit('typing', { conversationId }),
    close: () => void socket.close(),
  };
}

export type Live = ReturnType<typeof connectLive>;

/** Puts a changed conversation where it belongs: into its own query and to the top of every list it is part of. */
export function applyConversation(cache: QueryClient, conversation: Conversation, agentId: string): void {
  const known = cache.getQueryData<Conversation>(['conversation', conversation.id]);
  if (known !== undefined && known.lastSeq > conversation.lastSeq) return;
  cache.setQueryData(['conversation', conversation.id], conversation);
  for (const [key, data] of cache.getQueriesData<InboxData>({ queryKey: ['inbox'] })) {
    const [, view, search] = key as ['inbox', InboxView, string];
    if (data === undefined) continue;
    if (search !== '') {
      void cache.invalidateQueries({ queryKey: key });
      continue;
    }
    cache.setQueryData(key, placed(data, conversation, belongsTo(view, conversation, agentId)));
  }
}

export function placed(data: InboxData, conversation: Conversation, belongs: boolean): InboxData {
  const pages = data.pages.map((page) => ({ ...page, items: page.items.filter(({ id }) => id !== conversation.id) }));
  const [first, ...rest] = pages;
  if (!belongs || first === undefined) return { ...data, pages };
  return { ...data, pages: [{ ...first, items: [conversation, ...first.items] }, ...rest] };
}
