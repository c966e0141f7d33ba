import type {
  AgentServerEvents,
  Conversation,
  ReplyDelta,
  ReplyEnded,
  Typing,
  VisitorConversation,
  VisitorServerEvents,
} from '@switchboard/contracts';
import type { Delivery, PendingTurn } from '@switchboard/conversations';
import type { DefaultEventsMap, Namespace } from 'socket.io';
import { createHash } from 'node:crypto';

export interface PublisherDeps {
  visitorView(workspaceId: string, conversation: Conversation): Promise<VisitorConversation>;
  /** Conversations of a workspace that wait for a person. */
  readQueue(workspaceId: string): Promise<readonly Conversation[]>;
  onError(error: unknown): void;
  /** Several processes share their events (Redis). */
  isShared: boolean;
}

const abortEvent = 'turn.abort';

type VisitorNamespace = Namespace<
  DefaultEventsMap,
  VisitorServerEvents,
  { [abortEvent]: (conversationId: string) => void }
>;
type AgentNamespace = Namespace<DefaultEventsMap, AgentServerEvents>;

export const PUBLISHER = Symbol('publisher');

export const conversationRoom = (conversationId: string): string => `conversation:${conversationId}`;
export const workspaceRoom = (workspaceId: string): string => `workspace:${workspaceId}`;

export const agentRoom = (agentId: string): string => `agent:${agentId}`;
/** By the token's hash: rooms are known to every process, and a token to none but its owner. */
export const sessionRoom = (token: string): string =>
  `session:${createHash('sha256').update(token).digest('base64url')}`;

/** A message is read from the store by those who hear of it: nothing is lost between processes. */
export type StreamEvent =
  | { event: 'message.created' }
  | { event: 'reply.delta'; data: ReplyDelta }
  | { event: 'reply.ended'; data: ReplyEnded };
type StreamListener = (event: StreamEvent) => void;

const deltaEveryMs = 40;
const queueRefreshMs = 300;
const leavesQueue: ReadonlySet<string> = new Set(['taken-over', 'given-back', 'resolved']);

/**
 * Hands committed messages and replies in progress to the sockets. The namespaces are connected after Nest made
 * them; until then nobody listens, and a client that connects later resumes by sequence number.
 */
export function createPublisher({ visitorView, readQueue, onError, isShared }: PublisherDeps) {
  let abortListener: ((conversationId: string) => void) | null = null;
  let visitors: VisitorNamespace | null = null;
  let agents: AgentNamespace | null = null;
  const lastDelta = new Map<string, number>();
  const listeners = new Map<string, Set<StreamListener>>();
  const refreshing = new Map<string, NodeJS.Timeout>();

  const tell = (conversationId: string, event: StreamEvent): void =>
    listeners.get(conversationId)?.forEach((listener) => listener(event));

  async function updateVisitor(workspaceId: string, conversation: Conversation): Promise<void> {
    const view = await visitorView(workspaceId, conversation);
    visitors?.to(conversationRoom(conversation.id)).emit('conversation.updated', view);
  }

  /** Who waits moves up when somebody leaves the queue; several changes at once are told together. */
  function refreshQueue(workspaceId: string): void {
    if (refreshing.has(workspaceId)) return;
    const refresh = async (): Promise<void> => {
      refreshing.delete(workspaceId);
      await Promise.all((await readQueue(workspaceId)).map((conversation) => updateVisitor(workspaceId, conversation)));
    };
    refreshing.set(
      workspaceId,
      setTimeout(() => void refresh().catch(onError), queueRefreshMs),
    );
  }

  return {
    connectVisitors(namespace: VisitorNamespace): void {
      visitors = namespace;
      namespace.on(abortEvent, (conversationId) => abortListener?.(conversationId));
    },
    connectAgents(namespace: AgentNamespace): void {
      agents = namespace;
    },
    /** The consoles of a session that has ended, in every process. */
    disconnectSession(token: string): void {
      agents?.in(sessionRoom(token)).disconnectSockets(true);
    },
    /** The consoles of a person's other sessions. */
    disconnectOtherSessions(agentId: string, token: string): void {
      agents?.in(agentRoom(agentId)).except(sessionRoom(token)).disconnectSockets(true);
    },
    typingToAgents(workspaceId: string, typing: Typing): void {
      agents?.to(workspaceRoom(workspaceId)).volatile.emit('typing', typing);
    },
    /** A suggestion or a summary for the person who holds a conversation. */
    assistUpdated(workspaceId: string, news: { conversationId: string; what: 'suggestion' | 'summary' }): void {
      agents?.to(workspaceRoom(workspaceId)).emit('assist.updated', news);
    },
    typingToVisitor(typing: Typing): void {
      visitors?.to(conversationRoom(typing.conversationId)).volatile.emit('typing', typing);
    },
    /** What a conversation shows in this process, until the function given back is called. */
    listen(conversationId: string, listener: StreamListener): () => void {
      const own = listeners.get(conversationId) ?? new Set();
      listeners.set(conversationId, own.add(listener));
      return () => {
        own.delete(listener);
        if (own.size === 0) listeners.delete(conversationId);
      };
    },
    publish({ workspaceId, message, conversation }: Delivery): void {
      tell(conversation.id, { event: 'message.created' });
      visitors?.to(conversationRoom(conversation.id)).emit('message.created', message);
      agents?.to(workspaceRoom(workspaceId)).emit('message.created', message);
      agents?.to(workspaceRoom(workspaceId)).emit('conversation.updated', conversation);
      if (message.event === null) return;
      void updateVisitor(workspaceId, conversation).catch(onError);
      if (leavesQueue.has(message.event.type)) refreshQueue(workspaceId);
    },
    /** Something about a conversation has changed that no message tells. */
    conversationChanged(workspaceId: string, conversation: Conversation): void {
      agents?.to(workspaceRoom(workspaceId)).emit('conversation.updated', conversation);
    },
    delta(turn: PendingTurn, text: string): void {
      const now = performance.now();
      if (now - (lastDelta.get(turn.id) ?? -deltaEveryMs) < deltaEveryMs) return;
      lastDelta.set(turn.id, now);
      const delta = { conversationId: turn.conversationId, turnId: turn.id, epoch: turn.epoch, text };
      tell(turn.conversationId, { event: 'reply.delta', data: delta });
      visitors?.to(conversationRoom(turn.conversationId)).volatile.emit('reply.delta', delta);
      agents?.to(workspaceRoom(turn.workspaceId)).volatile.emit('reply.delta', delta);
    },
    /** A model serves others first. */
    place({ conversationId }: PendingTurn, place: number): void {
      visitors?.to(conversationRoom(conversationId)).emit('typing', { conversationId, who: 'bot', place });
    },
    ended(turn: PendingTurn, withdrawn: boolean): void {
      lastDelta.delete(turn.id);
      const ended = { conversationId: turn.conversationId, turnId: turn.id, withdrawn };
      tell(turn.conversationId, { event: 'reply.ended', data: ended });
      visitors?.to(conversationRoom(turn.conversationId)).emit('reply.ended', ended);
      agents?.to(workspaceRoom(turn.workspaceId)).emit('reply.ended', ended);
    },
    /** Stops a turn of the conversation that runs in another process; without Redis there is none. */
    abortElsewhere(conversationId: string): void {
      if (isShared) visitors?.serverSideEmit(abortEvent, conversationId);
    },
    onAbort(listener: (conversationId: string) => void): void {
      abortListener = listener;
    },
    connected: () => ({ visitors: visitors?.sockets.size ?? 0, agents: agents?.sockets.size ?? 0 }),
  };
}

export type Publisher = ReturnType<typeof createPublisher>;
