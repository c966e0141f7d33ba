import type { Message } from './message';

/** A conversation as far as it is known here: messages by sequence number, without gaps up to `lastSeq`. */
export interface Thread {
  messages: readonly Message[];
  /** Everything up to here is there. */
  lastSeq: number;
}

export const emptyThread: Thread = { messages: [], lastSeq: 0 };

/**
 * Adds messages in whatever order and number they come. Display order is the sequence number; what is there already
 * is dropped. `hasGap` says that something between is missing and has to be asked for.
 */
export function mergeMessages(thread: Thread, incoming: readonly Message[]): { thread: Thread; hasGap: boolean } {
  const known = new Set(thread.messages.map(({ seq }) => seq));
  const fresh = incoming.filter(({ seq }) => !known.has(seq) && known.add(seq));
  if (fresh.length === 0) return { thread, hasGap: hasGap(thread) };
  const messages = [...thread.messages, ...fresh].sort((a, b) => a.seq - b.seq);
  let { lastSeq } = thread;
  for (const { seq } of messages) if (seq === lastSeq + 1) lastSeq = seq;
  const merged = { messages, lastSeq };
  return { thread: merged, hasGap: hasGap(merged) };
}

function hasGap({ messages, lastSeq }: Thread): boolean {
  return (messages.at(-1)?.seq ?? 0) > lastSeq;
}
