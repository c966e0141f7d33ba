import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { exampleTextSchema, intentNameSchema } from '@switchboard/contracts';
import { z } from 'zod';

/** A row cannot be used; the message names file and line. */
export class BadRowError extends Error {
  readonly code = 'bad-row';
  constructor(
    readonly file: string,
    readonly line: number,
    readonly reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
  }
}

const intentRowSchema = z.object({ text: exampleTextSchema, intent: intentNameSchema });
export type IntentRow = z.infer<typeof intentRowSchema>;
const textRowSchema = z.object({ text: exampleTextSchema });

/** Rows {"text","intent"} of a JSONL file, `.gz` accepted. Throws BadRowError at the first bad one. */
export const readIntentRows = (file: string): IntentRow[] => readRows(file, intentRowSchema);

/** Rows {"text"} of a JSONL file, `.gz` accepted. Throws BadRowError at the first bad one. */
export const readTextRows = (file: string): { text: string }[] => readRows(file, textRowSchema);

function readRows<T>(file: string, schema: z.ZodType<T>): T[] {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  const rows: T[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const row = schema.safeParse(parseJson(line, file, index + 1));
    if (!row.success) throw new BadRowError(file, index + 1, row.error.issues[0]?.message ?? 'is not a row');
    rows.push(row.data);
  });
  if (rows.length === 0) throw new BadRowError(file, 1, 'there are no rows');
  return rows;
}

function parseJson(line: string, file: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new BadRowError(file, number, 'is not JSON');
  }
}
