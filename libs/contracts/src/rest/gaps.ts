import { z } from 'zod';
import { seqSchema } from '../primitives';

/** What a visitor thinks of a bot message; null takes it back. */
export const ratingSchema = z.enum(['helpful', 'not-helpful']);
export type Rating = z.infer<typeof ratingSchema>;
/** PUT /v1/conversations/{id}/messages/{seq}/rating. */
export const rateMessageSchema = z.object({ rating: ratingSchema.nullable() });
/** The same over the widget's socket. */
export const rateEventSchema = rateMessageSchema.extend({ seq: seqSchema });

/** GET /v1/gaps. */
export const listGapsSchema = z.object({ days: z.coerce.number().int().min(1).max(365).default(30) });

export const gapQuestionSchema = z.object({
  conversationId: z.uuid(),
  /** Of the question's last message. */
  seq: seqSchema,
  text: z.string(),
  /** The desk had no answer, or had one that did not help. */
  kind: z.enum(['unanswered', 'badly-rated']),
  at: z.iso.datetime(),
});
export type GapQuestion = z.infer<typeof gapQuestionSchema>;

/** Questions that ask much the same. */
export const gapTopicSchema = z.object({
  /** The question that is most like all of them. */
  title: z.string(),
  count: z.number().int(),
  unanswered: z.number().int(),
  badlyRated: z.number().int(),
  /** The knowledge supports an answer by now. */
  answeredNow: z.boolean(),
  /** Newest first. */
  examples: z.array(gapQuestionSchema),
});
export type GapTopic = z.infer<typeof gapTopicSchema>;
export const gapListSchema = z.object({ topics: z.array(gapTopicSchema) });
export type GapList = z.infer<typeof gapListSchema>;
