import { datasetPartSchema, exampleTextSchema, intentNameSchema, limits } from '@switchboard/contracts';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { type BadRow, BadRowsError } from './errors';

const rowSchema = z.object({
  text: exampleTextSchema,
  intent: intentNameSchema,
  part: z.preprocess((part) => (part === '' ? undefined : part), datasetPartSchema.optional()),
});
export type ParsedRow = z.infer<typeof rowSchema>;

/**
 * Rows of a file that somebody brings: JSON lines {"text","intent","part"?}, or CSV with a header that has these
 * columns. Throws BadRowsError naming file and lines; nothing is taken from a file that has a bad row.
 */
export function parseRows(name: string, content: string, format: 'csv' | 'jsonl'): ParsedRow[] {
  const records = format === 'csv' ? readCsv(name, content) : readLines(content);
  if (records.length === 0) throw new BadRowsError(name, [{ line: 1, reason: 'there are no rows' }]);
  if (records.length > limits.datasetRows) {
    const line = records[limits.datasetRows]?.line ?? 1;
    throw new BadRowsError(name, [{ line, reason: `more than ${limits.datasetRows} rows` }]);
  }
  const bad: BadRow[] = [];
  const rows = records.flatMap(({ line, value, fault }) => {
    const row = rowSchema.safeParse(value);
    if (fault === undefined && row.success) return [row.data];
    bad.push({ line, reason: fault ?? row.error?.issues[0]?.message ?? 'is not a row' });
    return [];
  });
  if (bad.length > 0) throw new BadRowsError(name, bad);
  return rows;
}

interface Record {
  line: number;
  value?: unknown;
  /** Why there is no value. */
  fault?: string;
}

function readLines(content: string): Record[] {
  return content.split('\n').flatMap((text, index): Record[] => {
    if (text.trim() === '') return [];
    try {
      return [{ line: index + 1, value: JSON.parse(text) as unknown }];
    } catch {
      return [{ line: index + 1, fault: 'is not JSON' }];
    }
  });
}

function readCsv(name: string, content: string): Record[] {
  try {
    const rows: { record: unknown; info: { lines: number } }[] = parseCsv(content, {
      bom: true,
      columns: (header: string[]) => header.map((column) => column.trim().toLowerCase()),
      delimiter: [',', ';', '\t'],
      info: true,
      skip_empty_lines: true,
    });
    return rows.map(({ record, info }) => ({ line: info.lines, value: record }));
  } catch (error) {
    const { lines, message } = error as Error & { lines?: number };
    throw new BadRowsError(name, [{ line: lines ?? 1, reason: message }]);
  }
}
