import { z } from 'zod';
import { idSchema, seqSchema } from './primitives';
import { ratingSchema } from './rest/gaps';
import { citationSchema } from './turn/citation';

export const authorSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('visitor') }),
  z.object({ kind: z.literal('bot') }),
  z.object({ kind: z.literal('agent'), agentId: idSchema, name: z.string() }),
  z.object({ kind: z.literal('system') }),
]);
export type Author = z.infer<typeof authorSchema>;

/** Things that happened to a conversation; each stands in the thread under its own sequence number. */
export const conversationEventSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('queued'), reason: z.string() }),
  z.object({ type: z.literal('taken-over'), agentName: z.string() }),
  z.object({ type: z.literal('given-back'), agentName: z.string() }),
  z.object({ type: z.literal('resolved'), agentName: z.string() }),
  z.object({ type: z.literal('reopened') }),
]);
export type ConversationEvent = z.infer<typeof conversationEventSchema>;

export const messageSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  /** Position in the conversation, from 1, without gaps. Order of display is this and never a clock. */
  seq: seqSchema,
  clientId: z.string(),
  author: authorSchema,
  text: z.string(),
  /** Set when the row is an event instead of somebody's words; `text` is then empty. */
  event: conversationEventSchema.nullable(),
  citations: z.array(citationSchema),
  /** Replies offered as buttons; pressing one sends its text. */
  choices: z.array(z.object({ label: z.string(), text: z.string() })),
  /** The turn that wrote it (bot messages only): key to "Why this answer". */
  turnId: idSchema.nullable(),
  /** What the visitor thinks of it (bot messages only). */
  rating: ratingSchema.nullish(),
  createdAt: z.iso.datetime(),
});
export type Message = z.infer<typeof messageSchema>;
