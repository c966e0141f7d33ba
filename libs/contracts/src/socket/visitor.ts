import { z } from 'zod';
import type { Conversation } from '../conversation';
import type { Message } from '../message';
import type { rateEventSchema } from '../rest/gaps';
import { clientIdSchema, messageTextSchema, seqSchema } from '../primitives';
import type { Result } from './result';

export const sendMessageSchema = z.object({ clientId: clientIdSchema, text: messageTextSchema });
export const resumeSchema = z.object({ afterSeq: seqSchema });

/** What a visitor may know of a conversation: no epoch, no e-mail, no other people's ids. */
export interface VisitorConversation {
  id: string;
  status: 'open' | 'resolved';
  owner: { kind: 'bot' } | { kind: 'queue'; place: number; openNow: boolean } | { kind: 'agent'; name: string };
  epoch: number;
  lastSeq: number;
}

/** A page of a thread after a sequence number; ask again from the last one while `more` is true. */
export interface ThreadPage {
  conversation: Conversation;
  messages: Message[];
  more: boolean;
}
export interface VisitorThreadPage {
  conversation: VisitorConversation;
  messages: Message[];
  more: boolean;
}

/** Words of a reply that is still being written. Ephemeral: the committed message replaces them. */
export interface ReplyDelta {
  conversationId: string;
  turnId: string;
  epoch: number;
  /** The whole text so far; a lost frame costs nothing. */
  text: string;
}
/** A reply in progress ended: committed as a message, or withdrawn and to be removed from the screen. */
export interface ReplyEnded {
  conversationId: string;
  turnId: string;
  withdrawn: boolean;
}
export interface Typing {
  conversationId: string;
  who: 'visitor' | 'bot' | 'agent';
  /** Of the bot while it answers others first: 2 is the next, 1 whose turn has come. */
  place?: number;
}

/** Namespace /visitor, widget → desk. The session token names the conversation, so no event carries its id. */
export interface VisitorClientEvents {
  'message.send': (input: z.input<typeof sendMessageSchema>, ack: (result: Result<Message>) => void) => void;
  'conversation.resume': (
    input: z.infer<typeof resumeSchema>,
    ack: (result: Result<VisitorThreadPage>) => void,
  ) => void;
  /** Did a bot message help? */
  'message.rate': (input: z.infer<typeof rateEventSchema>, ack: (result: Result<null>) => void) => void;
  /** "Talk to a person". */
  'person.request': (ack: (result: Result<VisitorConversation>) => void) => void;
  /** "Stop": the reply that is being written is not wanted any more. */
  'reply.stop': (ack: (result: Result<{ stopped: boolean }>) => void) => void;
  typing: () => void;
}

/** Namespace /visitor, desk → widget. */
export interface VisitorServerEvents {
  'message.created': (message: Message) => void;
  'conversation.updated': (conversation: VisitorConversation) => void;
  'reply.delta': (delta: ReplyDelta) => void;
  'reply.ended': (ended: ReplyEnded) => void;
  typing: (typing: Typing) => void;
}
