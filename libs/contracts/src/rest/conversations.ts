import { z } from 'zod';
import { conversationSchema, conversationStatusSchema } from '../conversation';
import { labelSchema } from '../knowledge/article-scope';
import { limits } from '../limits';
import { messageSchema } from '../message';
import { clientIdSchema, idSchema, interfaceLanguageSchema, messageTextSchema } from '../primitives';

const visitorProfileSchema = z.object({
  name: z.string().trim().min(1).max(limits.nameCharacters).optional(),
  email: z.email().max(limits.emailCharacters).optional(),
  /** Who it is in the company's own system: tools may be bound to it. */
  customerId: z.string().trim().min(1).max(limits.customerIdCharacters).optional(),
  /** Articles for other audiences, and about other products, are not used to answer. */
  audience: labelSchema.optional(),
  product: labelSchema.optional(),
});

/** POST /v1/conversations. */
export const createConversationSchema = z.object({
  visitor: visitorProfileSchema.default({}),
  language: interfaceLanguageSchema.default('en'),
});

/** GET /v1/conversations. */
export const listConversationsSchema = z.object({
  status: conversationStatusSchema.optional(),
  holder: z.enum(['bot', 'queue', 'agent', 'me']).optional(),
  /** Part of a visitor's name, e-mail or of the last message. */
  search: z.string().max(100).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
export const conversationPageSchema = z.object({
  items: z.array(conversationSchema),
  nextCursor: z.string().nullable(),
});
export type ConversationPage = z.infer<typeof conversationPageSchema>;

/** GET /v1/conversations/{id}/messages. */
export const listMessagesSchema = z.object({
  afterSeq: z.coerce.number().int().nonnegative().default(0),
  limit: z.coerce.number().int().min(1).max(limits.resumeMessages).default(100),
});
export const messagePageSchema = z.object({ items: z.array(messageSchema), more: z.boolean() });
export type MessagePage = z.infer<typeof messagePageSchema>;

/** POST /v1/conversations/{id}/messages. `as` is visitor for an integrator that relays one, agent for a person's reply. */
export const createMessageSchema = z.object({
  clientId: clientIdSchema,
  text: messageTextSchema,
  as: z.enum(['visitor', 'agent']).default('visitor'),
  /** An agent's reply that began as this suggestion. */
  suggestionId: idSchema.optional(),
});

/** False when no reply was being written. */
export const stoppedSchema = z.object({ stopped: z.boolean() });
export type Stopped = z.infer<typeof stoppedSchema>;
