import { z } from 'zod';
import { limits } from '../limits';
import { idSchema, seqSchema } from '../primitives';

/** A text as training reads it: NFC, without control and invisible characters, on one line. */
export const exampleTextSchema = z
  .string({ error: 'needs a "text"' })
  .max(limits.exampleCharacters, `the text is longer than ${limits.exampleCharacters} characters`)
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/\p{Cf}+/gu, '')
      .replace(/\p{Cc}+/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  .pipe(z.string().min(1, 'the text is empty'));

export const intentNameSchema = z
  .string({ error: 'needs an "intent"' })
  .trim()
  .min(1, 'the intent is empty')
  .max(limits.intentCharacters, `the intent is longer than ${limits.intentCharacters} characters`);

/** `test` rows are measured with and never trained on; which part a text is in is decided once. */
export const datasetPartSchema = z.enum(['train', 'test']);
export type DatasetPart = z.infer<typeof datasetPartSchema>;

export const datasetSourceSchema = z.enum(['pack', 'import', 'console', 'correction']);
export type DatasetSource = z.infer<typeof datasetSourceSchema>;

/** In the place of an intent: a message outside everything. Training learns from such rows what to refuse. */
export const outsideLabel = 'out-of-scope';

/** The visitor's message that a correction was made on. */
export const rowOriginSchema = z.object({ conversationId: idSchema, messageSeq: seqSchema });
export type RowOrigin = z.infer<typeof rowOriginSchema>;

export const datasetRowSchema = z.object({
  id: idSchema,
  text: z.string(),
  intent: z.string(),
  part: datasetPartSchema,
  source: datasetSourceSchema,
  origin: rowOriginSchema.nullable(),
  /** Of a pack's row: a version holds it when the workspace serves the language. */
  language: z.string().nullable(),
  createdAt: z.iso.datetime(),
});
export type DatasetRow = z.infer<typeof datasetRowSchema>;

/** What somebody adds: by hand, or with an origin as a correction. */
export const createRowSchema = z.object({
  text: exampleTextSchema,
  intent: intentNameSchema,
  origin: rowOriginSchema.optional(),
});

/** PUT /v1/dataset/rows/{id}: another row takes its place. */
export const replaceRowSchema = z.object({ text: exampleTextSchema, intent: intentNameSchema });

export const listRowsSchema = z.object({
  intent: z.string().max(limits.intentCharacters).optional(),
  /** Part of the text. */
  search: z.string().max(100).optional(),
  source: datasetSourceSchema.optional(),
  part: datasetPartSchema.optional(),
  /** Corrections of a conversation's messages. */
  conversationId: idSchema.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(limits.pageSize).default(50),
});
export type ListRows = z.infer<typeof listRowsSchema>;
export const rowPageSchema = z.object({ items: z.array(datasetRowSchema), nextCursor: z.string().nullable() });
export type RowPage = z.infer<typeof rowPageSchema>;

/** POST /v1/dataset/import: the body is the file. */
export const importRowsSchema = z.object({
  format: z.enum(['csv', 'jsonl']),
  /** As the file is called where it comes from: errors name it. */
  name: z.string().min(1).max(100).optional(),
});
export const importReportSchema = z.object({
  added: z.number().int(),
  /** Rows that the dataset had already, word for word. */
  repeated: z.number().int(),
  /** How many of the added rows are kept for measuring. */
  test: z.number().int(),
  /** Intents that the dataset did not have. */
  newIntents: z.array(z.string()),
});
export type ImportReport = z.infer<typeof importReportSchema>;

/** A sealed state of the rows. Its number and hash never mean anything else. */
export const datasetVersionSchema = z.object({
  number: z.number().int(),
  hash: z.string(),
  trainRows: z.number().int(),
  testRows: z.number().int(),
  intents: z.number().int(),
  note: z.string(),
  createdBy: z.string(),
  createdAt: z.iso.datetime(),
});
export type DatasetVersion = z.infer<typeof datasetVersionSchema>;
export const sealDatasetSchema = z.object({ note: z.string().trim().max(200).default('') });
export const versionListSchema = z.object({ items: z.array(datasetVersionSchema) });

/** The rows as they are now. */
export const datasetSummarySchema = z.object({
  intents: z.array(z.object({ intent: z.string(), train: z.number().int(), test: z.number().int() })),
  /** Rows added and removed since the latest version. */
  changes: z.object({ added: z.number().int(), removed: z.number().int() }),
  latest: datasetVersionSchema.nullable(),
});
export type DatasetSummary = z.infer<typeof datasetSummarySchema>;
