import type {
  InterfaceLanguage,
  Message,
  Problem,
  Rating,
  VisitorClientEvents,
  VisitorConversation,
  VisitorServerEvents,
  WidgetSession,
} from '@switchboard/contracts';
import { type Socket, io } from 'socket.io-client';
import type { Keep } from './keep';
import { type OutboxItem, createOutbox } from './outbox';
import { type Thread, emptyThread, mergeMessages } from '@switchboard/contracts/thread';

export interface DeliveryState {
  thread: Thread;
  outbox: readonly OutboxItem[];
  conversation: VisitorConversation | null;
  /** Words of a reply that is being written. */
  streaming: { turnId: string; text: string } | null;
  /** Words that were shown after a message and then taken back: stopped, or somebody took over. */
  withdrawn: { afterSeq: number; text: string } | null;
  /** Somebody on the desk's side is writing. */
  typing: boolean;
  /** How many the AI answers before this visitor, and one; null when it answers nobody else. */
  place: number | null;
  connection: 'connecting' | 'online' | 'offline';
  about: WidgetSession['workspace'] | null;
}

export interface DeliveryOptions {
  base: string;
  workspace: string;
  /** Who the visitor is, signed by the page's own server. */
  identity?: string | undefined;
  language: InterfaceLanguage;
  keep: Keep;
  onChange(state: DeliveryState): void;
}

const acknowledgeMs = 8_000;
const typingMs = 4_000;

/**
 * The visitor's side of the conversation: nothing is lost and nothing doubled on a bad network. A message is kept
 * until the desk acknowledges it and is sent again under the same client id; after every connection, and when a gap
 * shows, the rest is asked for by sequence number.
 */
export function createDelivery(options: DeliveryOptions) {
  const outbox = createOutbox(options.keep);
  let state: DeliveryState = {
    thread: emptyThread,
    outbox: outbox.items(),
    conversation: null,
    streaming: null,
    withdrawn: null,
    typing: false,
    place: null,
    connection: 'connecting',
    about: null,
  };
  let socket: Socket<VisitorServerEvents, VisitorClientEvents> | null = null;
  let isFlushing = false;
  let isResuming = false;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;

  function set(change: Partial<DeliveryState>): void {
    state = { ...state, ...change };
    options.onChange(state);
  }

  function receive(messages: readonly Message[]): void {
    const { thread, hasGap } = mergeMessages(state.thread, messages);
    const arrived = new Set(messages.map(({ clientId }) => clientId));
    for (const { clientId } of outbox.items()) if (arrived.has(clientId)) outbox.remove(clientId);
    const isAnswered = messages.some(({ author }) => author.kind !== 'visitor');
    if (isAnswered) endStreaming(messages);
    set({ thread, outbox: outbox.items(), ...(isAnswered ? { typing: false, place: null } : {}) });
    if (hasGap) void resume();
  }

  /** The words in progress became a message, or are withdrawn. */
  function endStreaming(messages: readonly Message[] = []): void {
    if (state.streaming === null) return;
    const { text } = state.streaming;
    const isKept = messages.some(
      (message) => message.author.kind === 'bot' && message.text.startsWith(text.slice(0, 30)),
    );
    const withdrawn = isKept || text === '' ? state.withdrawn : { afterSeq: state.thread.lastSeq, text };
    set({ streaming: null, withdrawn });
  }

  /** Asks for everything after the last message without a gap, page by page. */
  async function resume(): Promise<void> {
    if (isResuming || socket === null) return;
    isResuming = true;
    try {
      for (let more = true; more && socket.connected;) {
        const result = await socket
          .timeout(acknowledgeMs)
          .emitWithAck('conversation.resume', { afterSeq: state.thread.lastSeq });
        if (!result.ok) break;
        more = result.value.more;
        set({ conversation: result.value.conversation });
        receive(result.value.messages);
      }
    } catch {
      // No answer in time: the next connection asks again.
    } finally {
      isResuming = false;
    }
  }

  /** Sends what is kept, one after another, so that the order stays. */
  async function flush(): Promise<void> {
    if (isFlushing) return;
    isFlushing = true;
    try {
      for (;;) {
        const item = outbox.items().find(({ refused }) => refused === undefined);
        if (item === undefined || socket?.connected !== true) return;
        const result = await socket
          .timeout(acknowledgeMs)
          .emitWithAck('message.send', { clientId: item.clientId, text: item.text });
        if (result.ok) receive([result.value]);
        else if (isPassing(result.problem)) return retryIn(result.problem.retryAfterSeconds ?? 3);
        else {
          outbox.refuse(item.clientId, result.problem.detail);
          set({ outbox: outbox.items() });
        }
      }
    } catch {
      retryIn(2);
    } finally {
      isFlushing = false;
    }
  }

  function retryIn(seconds: number): void {
    clearTimeout(retryTimer);
    retryTimer = setTimeout(() => void flush(), seconds * 1_000);
  }

  async function start(): Promise<void> {
    const session = await openSession(options).catch(() => null);
    if (session === null) {
      set({ connection: 'offline' });
      retryTimer = setTimeout(() => void start(), 3_000);
      return;
    }
    set({ about: session.workspace });
    connect(session.token);
  }

  function connect(token: string): void {
    socket = io(new URL('/visitor', options.base).href, {
      auth: { token },
      transports: ['websocket', 'polling'],
      reconnectionDelayMax: 5_000,
    });
    socket.on('connect', () => {
      set({ connection: 'online' });
      void resume().then(flush);
    });
    socket.on('disconnect', () => set({ connection: 'offline', streaming: null, typing: false, place: null }));
    socket.on('connect_error', (error) => {
      set({ connection: 'offline' });
      if ((error as Error & { data?: Problem }).data?.code !== 'unauthenticated') return;
      // The token no longer holds: begin anew, with what was not sent yet.
      options.keep.remove('token');
      socket?.close();
      void start();
    });
    socket.on('message.created', (message) => receive([message]));
    socket.on('conversation.updated', (conversation) => {
      if (conversation.epoch < (state.conversation?.epoch ?? 0)) return;
      if (conversation.owner.kind !== 'bot') endStreaming();
      set({ conversation });
    });
    socket.on('reply.delta', ({ turnId, text, epoch }) => {
      const { conversation } = state;
      // Words of a turn that somebody took over meanwhile are not shown.
      if (conversation !== null && (epoch < conversation.epoch || conversation.owner.kind !== 'bot')) return;
      set({ streaming: { turnId, text }, withdrawn: null, place: null });
    });
    socket.on('reply.ended', ({ turnId, withdrawn }) => {
      if (withdrawn && state.streaming?.turnId === turnId) endStreaming();
    });
    socket.on('typing', ({ place }) => {
      if (place !== undefined) return set({ place: place > 1 ? place : null });
      set({ typing: true });
      clearTimeout(typingTimer);
      typingTimer = setTimeout(() => set({ typing: false }), typingMs);
    });
  }

  return {
    start: () => void start(),
    send(text: string): void {
      outbox.add(text);
      set({ outbox: outbox.items() });
      void flush();
    },
    /** Takes a refused message out, to edit or forget it. */
    take(clientId: string): string {
      const text = outbox.items().find((item) => item.clientId === clientId)?.text ?? '';
      outbox.remove(clientId);
      set({ outbox: outbox.items() });
      return text;
    },
    /** Says whether a bot message helped; shown at once, and taken back where the desk refuses. */
    async rate(seq: number, rating: Rating | null): Promise<void> {
      const before = state.thread.messages.find((message) => message.seq === seq)?.rating ?? null;
      set({ thread: withRating(state.thread, seq, rating) });
      const result = await socket
        ?.timeout(acknowledgeMs)
        .emitWithAck('message.rate', { seq, rating })
        .catch(() => null);
      if (result?.ok !== true) set({ thread: withRating(state.thread, seq, before) });
    },
    /** Wants no more of the reply that is being written. */
    stop(): void {
      endStreaming();
      void socket
        ?.timeout(acknowledgeMs)
        .emitWithAck('reply.stop')
        .catch(() => null);
    },
    async requestPerson(): Promise<boolean> {
      const result = await socket
        ?.timeout(acknowledgeMs)
        .emitWithAck('person.request')
        .catch(() => null);
      if (result?.ok !== true) return false;
      set({ conversation: result.value });
      return true;
    },
    typing: () => void socket?.volatile.emit('typing'),
  };
}

export type Delivery = ReturnType<typeof createDelivery>;

const withRating = (thread: Thread, seq: number, rating: Rating | null): Thread => ({
  ...thread,
  messages: thread.messages.map((message) => (message.seq === seq ? { ...message, rating } : message)),
});

/** Refusals that pass by themselves: the message stays and is sent again. */
function isPassing({ code }: Problem): boolean {
  return code === 'rate-limited' || code === 'unavailable' || code === 'internal';
}

/** A customer's token is not kept: who signs out leaves nothing behind. With an identity that is refused, as nobody. */
async function openSession(options: DeliveryOptions): Promise<WidgetSession> {
  const { keep, identity } = options;
  if (identity !== undefined) {
    const signed = await postSession(options, { identity });
    if (signed.status !== unauthenticated) return sessionIn(signed);
    console.warn('Switchboard: data-identity was refused; the visitor stays unknown');
  }
  const token = keep.read('token');
  const session = await sessionIn(await postSession(options, token === null ? {} : { token }));
  keep.write('token', session.token);
  return session;
}
const unauthenticated = 401;

const postSession = ({ base, workspace, language }: DeliveryOptions, who: object): Promise<Response> =>
  fetch(new URL('/v1/widget/sessions', base), {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ workspace, language, ...who }),
  });

async function sessionIn(response: Response): Promise<WidgetSession> {
  if (!response.ok) throw new Error(`no session: ${response.status}`);
  return (await response.json()) as WidgetSession;
}
