import { z } from 'zod';
import { ownerSchema } from '../conversation';
import { limits } from '../limits';
import { toolOutcomeSchema } from '../pack/tool';
import { idSchema } from '../primitives';

/** `approved` and `declined` can be taken back until `settlesAt`; then the tool runs, or the visitor is told. */
export const approvalStatusSchema = z.enum(['pending', 'approved', 'running', 'done', 'declined', 'expired']);
export type ApprovalStatus = z.infer<typeof approvalStatusSchema>;

/** One argument of a call as a person reads it. */
export const callDetailSchema = z.object({ label: z.string(), value: z.string() });
export type CallDetail = z.infer<typeof callDetailSchema>;

/** A call of a tool that the LLM agent wants and a person decides on. */
export const approvalSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  visitor: z.object({
    id: idSchema,
    name: z.string().nullable(),
    email: z.string().nullable(),
    customerId: z.string().nullable().optional(),
  }),
  /** Who holds the conversation: only while it is the bot, the result is told to the visitor by itself. */
  owner: ownerSchema,
  /** What the visitor wrote that led to it. */
  question: z.string(),
  tool: z.string(),
  description: z.string(),
  details: z.array(callDetailSchema),
  status: approvalStatusSchema,
  /** Why it was declined, in the words that the visitor reads. */
  reason: z.string(),
  decidedBy: z.string().nullable(),
  /** Until then a decision can be taken back. */
  settlesAt: z.iso.datetime().nullable(),
  /** What the tool gave. `interrupted`: the desk was stopped while it ran, and it was not run again. */
  outcome: toolOutcomeSchema.nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  settledAt: z.iso.datetime().nullable(),
});
export type Approval = z.infer<typeof approvalSchema>;
export const approvalListSchema = z.object({ items: z.array(approvalSchema) });
export type ApprovalList = z.infer<typeof approvalListSchema>;

/** GET /v1/approvals: what waits, oldest first; with open=false what was decided, newest first. */
export const listApprovalsSchema = z.object({
  open: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
  /** All of one conversation, open and decided. */
  conversationId: idSchema.optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});

/** POST /v1/approvals/{id}/decide. */
export const decideApprovalSchema = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('approve') }),
  z.object({
    decision: z.literal('decline'),
    /** The visitor reads it. */
    reason: z.string().trim().min(1, 'the visitor is told why').max(limits.declineReasonCharacters),
  }),
]);
export type DecideApproval = z.infer<typeof decideApprovalSchema>;
