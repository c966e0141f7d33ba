import { z } from 'zod';
import { limits } from '../limits';
import { idSchema, interfaceLanguageSchema, messageTextSchema, seqSchema } from '../primitives';
import { citationSchema } from '../turn/citation';

const readLabelSchema = z.object({ label: z.string(), score: z.number() });

/** A reply that the desk suggests to the person who holds a conversation. It is never sent by itself. */
export const replySuggestionSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  /** The visitor's message that it answers; a newer message makes it void. */
  seq: seqSchema,
  state: z.enum(['drafting', 'ready', 'none']),
  /** What the visitor asked. */
  question: z.string(),
  text: z.string().nullable(),
  /** Why there is none, in words. */
  reason: z.string().nullable(),
  way: z.enum(['curated', 'passage', 'llm']).nullable(),
  /** The large model that wrote it; null for the company's own words. */
  model: z.string().nullable(),
  citations: z.array(citationSchema),
  /** What the specialists read in the message, surest first. */
  intents: z.array(readLabelSchema),
  tones: z.array(readLabelSchema),
  /** What became of it: sent as it was, sent with changes, or something else was sent. Null while that is open. */
  outcome: z.enum(['accepted', 'edited', 'rejected']).nullable(),
  sentText: z.string().nullable(),
  sentSeq: seqSchema.nullable(),
  createdAt: z.iso.datetime(),
  decidedAt: z.iso.datetime().nullable(),
});
export type ReplySuggestion = z.infer<typeof replySuggestionSchema>;

/** GET /v1/conversations/{id}/suggestion: null while nobody but the bot holds it, and when nothing waits for an answer. */
export const currentSuggestionSchema = z.object({ suggestion: replySuggestionSchema.nullable() });
export type CurrentSuggestion = z.infer<typeof currentSuggestionSchema>;

/** GET /v1/suggestions: what people made of suggestions, newest first. */
export const listSuggestionsSchema = z.object({
  outcome: z.enum(['accepted', 'edited', 'rejected']).optional(),
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
export type ListSuggestions = z.infer<typeof listSuggestionsSchema>;
export const suggestionPageSchema = z.object({
  items: z.array(replySuggestionSchema),
  /** Of the last 30 days. */
  counts: z.object({ accepted: z.number().int(), edited: z.number().int(), rejected: z.number().int() }),
});
export type SuggestionPage = z.infer<typeof suggestionPageSchema>;

export const summaryKindSchema = z.enum(['memory', 'hand-over', 'end']);
export const summarySchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  /** For the LLM agent, for who takes over, or for the record. */
  kind: summaryKindSchema,
  /** The last message that it covers. */
  toSeq: seqSchema,
  language: interfaceLanguageSchema,
  text: z.string(),
  /** Written by a model, or put together from the conversation's own words. */
  madeBy: z.enum(['llm', 'extract']),
  model: z.string().nullable(),
  promptVersion: z.number().int().nullable(),
  createdAt: z.iso.datetime(),
});
export type Summary = z.infer<typeof summarySchema>;
export const summaryListSchema = z.object({ items: z.array(summarySchema) });
export type SummaryList = z.infer<typeof summaryListSchema>;

/** POST /v1/conversations/{id}/summaries. */
export const makeSummarySchema = z.object({
  kind: z.enum(['hand-over', 'end']).default('hand-over'),
  language: interfaceLanguageSchema.default('en'),
});
/** GET /v1/summaries: part of the text, newest first. */
export const searchSummariesSchema = z.object({
  search: z.string().max(100).default(''),
  kind: summaryKindSchema.optional(),
  before: z.iso.datetime({ offset: true }).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
export type SearchSummaries = z.infer<typeof searchSummariesSchema>;

/** POST /v1/conversations/{id}/rewrite: what an agent is writing, in other words. */
export const rewriteTextSchema = z.object({
  action: z.enum(['rewrite', 'shorten', 'friendlier', 'translate']),
  text: messageTextSchema,
  /** For a translation; without it, the language of the visitor's last message. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z]{2,4})?$/, 'a code such as "fr" or "zh-CN"')
    .optional(),
});
export type RewriteText = z.infer<typeof rewriteTextSchema>;
export const rewrittenTextSchema = z.object({
  text: z.string(),
  model: z.string(),
  /** Numbers, links and addresses that the text lost and gained: a person has to look at them. */
  lost: z.array(z.string()),
  gained: z.array(z.string()),
});
export type RewrittenText = z.infer<typeof rewrittenTextSchema>;

/** GET /v1/assist: which help there is now, and for the others what is missing. */
const helpSchema = z.object({ available: z.boolean(), missing: z.string().nullable() });
export const assistHelpSchema = z.object({ rewrite: helpSchema, summary: helpSchema, suggestion: helpSchema });
export type AssistHelp = z.infer<typeof assistHelpSchema>;

export const conversationLabelSchema = z.object({
  kind: z.enum(['intent', 'tone']),
  label: z.string().trim().min(1).max(limits.intentCharacters),
});
export type ConversationLabel = z.infer<typeof conversationLabelSchema>;
export const conversationLabelsSchema = z.object({ items: z.array(conversationLabelSchema).max(20) });
export type ConversationLabels = z.infer<typeof conversationLabelsSchema>;
