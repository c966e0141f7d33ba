import { z } from 'zod';
import { idSchema, interfaceLanguageSchema, seqSchema } from './primitives';

/** Who holds a conversation now. */
export const ownerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('bot') }),
  z.object({ kind: z.literal('queue') }),
  z.object({ kind: z.literal('agent'), agentId: idSchema, name: z.string() }),
]);
export type Owner = z.infer<typeof ownerSchema>;

export const conversationStatusSchema = z.enum(['open', 'resolved']);

export const conversationSchema = z.object({
  id: idSchema,
  visitor: z.object({
    id: idSchema,
    name: z.string().nullable(),
    email: z.string().nullable(),
    audience: z.string().nullable().optional(),
    product: z.string().nullable().optional(),
    /** Who it is in the company's own system, as the company vouches for it. */
    customerId: z.string().nullable().optional(),
  }),
  status: conversationStatusSchema,
  owner: ownerSchema,
  /** Grows by one at each change of owner. */
  epoch: z.number().int().nonnegative(),
  lastSeq: seqSchema,
  lastMessage: z
    .object({ authorKind: z.enum(['visitor', 'bot', 'agent', 'system']), text: z.string(), at: z.iso.datetime() })
    .nullable(),
  language: interfaceLanguageSchema,
  /** Since when the visitor waits for a person; null when nobody waits. */
  waitingSince: z.iso.datetime().nullable(),
  /** What the specialists read in the visitor's last message, by label: urgent, angry, abusive and the like. */
  marks: z.array(z.string()).default([]),
  /** Calls of tools that wait for a person's decision. */
  approvals: z.number().int().nonnegative().default(0),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});
export type Conversation = z.infer<typeof conversationSchema>;
