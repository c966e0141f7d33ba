import type { ChatChunk } from '../chat-model';

/** An answer, and whether anything of it was seen already: then no other may take its place. */
export interface TrackedAnswer {
  chunks: AsyncIterable<ChatChunk>;
  hasBegun(): boolean;
}

/** Asks when the chunks are first read. A chunk without text and without a tool's call is no beginning. */
export function trackBegin(ask: () => AsyncIterable<ChatChunk>): TrackedAnswer {
  let begun = false;
  async function* chunks(): AsyncIterable<ChatChunk> {
    for await (const chunk of ask()) {
      begun ||= chunk.text !== '' || chunk.toolCalls !== undefined;
      yield chunk;
    }
  }
  return { chunks: chunks(), hasBegun: () => begun };
}
