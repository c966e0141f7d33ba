import { z } from 'zod';
import type { Conversation } from '../conversation';
import type { Message } from '../message';
import { idSchema, seqSchema } from '../primitives';
import type { Result } from './result';
import type { ReplyDelta, ReplyEnded, ThreadPage, Typing } from './visitor';

export const agentTypingSchema = z.object({ conversationId: idSchema });
export const agentResumeSchema = z.object({ conversationId: idSchema, afterSeq: seqSchema });

/** Namespace /agent, console → desk. Commands (take over, reply, …) go over REST; these are the live parts. */
export interface AgentClientEvents {
  'conversation.resume': (input: z.infer<typeof agentResumeSchema>, ack: (result: Result<ThreadPage>) => void) => void;
  typing: (input: z.infer<typeof agentTypingSchema>) => void;
}

/** Namespace /agent, desk → console. An agent hears every conversation of its workspace. */
export interface AgentServerEvents {
  'message.created': (message: Message) => void;
  'conversation.updated': (conversation: Conversation) => void;
  'reply.delta': (delta: ReplyDelta) => void;
  'reply.ended': (ended: ReplyEnded) => void;
  typing: (typing: Typing) => void;
  /** There is news for the person who holds it: a suggestion or a summary. Read it over REST. */
  'assist.updated': (news: { conversationId: string; what: 'suggestion' | 'summary' }) => void;
}
