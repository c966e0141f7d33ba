import { datasetPartSchema, exampleTextSchema, intentNameSchema, limits } from '@switchboard/contracts';
import { parse as parseCsv } from 'csv-parse/sync';
import { z } from 'zod';
import { BadRowError } from '../data/read-intent-rows';

const rowSchema = z.object({
  text: exampleTextSchema,
  intent: intentNameSchema,
  part: z.preprocess((part) => (part === '' ? undefined : part), datasetPartSchema.optional()),
});
export type ParsedRow = z.infer<typeof rowSchema>;

/**
 * Rows of a file that somebody brings: JSON lines {"text","intent","part"?}, or CSV with a header that has these
 * columns. Throws BadRowError naming file and line of the first bad row; nothing is taken from a file that has one.
 */
export function parseRows(name: string, content: string, format: 'csv' | 'jsonl'): ParsedRow[] {
  const records = format === 'csv' ? readCsv(name, content) : readLines(name, content);
  if (records.length === 0) throw new BadRowError(name, 1, 'there are no rows');
  if (records.length > limits.datasetRows)
    throw new BadRowError(name, records[limits.datasetRows]?.line ?? 1, `more than ${limits.datasetRows} rows`);
  return records.map(({ line, value }) => {
    const row = rowSchema.safeParse(value);
    if (!row.success) throw new BadRowError(name, line, row.error.issues[0]?.message ?? 'is not a row');
    return row.data;
  });
}

interface Record {
  line: number;
  value: unknown;
}

function readLines(name: string, content: string): Record[] {
  return content.split('\n').flatMap((text, index) => {
    if (text.trim() === '') return [];
    try {
      return [{ line: index + 1, value: JSON.parse(text) as unknown }];
    } catch {
      throw new BadRowError(name, index + 1, 'is not JSON');
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
    throw new BadRowError(name, lines ?? 1, message);
  }
}
