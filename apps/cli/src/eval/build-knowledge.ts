import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { migrate, openPGlite } from '@switchboard/db';
import {
  type FoundPassage,
  type Question,
  createKnowledgeStore,
  createSearch,
  ingestDocument,
} from '@switchboard/knowledge';
import { BadRowError } from '@switchboard/learn';
import type { Encoder } from '@switchboard/models';
import { createWorkspaceStore } from '@switchboard/workspace';
import { z } from 'zod';
import { createProgress } from '../terminal/progress';

const documentSchema = z.object({ id: z.string(), title: z.string().default(''), text: z.string() });

/** Rows of a JSONL file (`.gz` accepted) by a schema. Throws BadRowError naming file and line. */
export function readJsonRows<T>(file: string, schema: z.ZodType<T>): T[] {
  const bytes = readFileSync(file);
  const text = (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString('utf8');
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const row = schema.safeParse(safeJson(line));
    if (!row.success) throw new BadRowError(file, index + 1, row.error.issues[0]?.message ?? 'is not a row');
    return [row.data];
  });
}

function safeJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

export type EvalDocument = z.infer<typeof documentSchema>;

/** Rows {"id","title"?,"text"}. Throws BadRowError. */
export const readDocuments = (file: string): EvalDocument[] => readJsonRows(file, documentSchema);

/** Documents {"id","title"?,"text"} in a database in memory, searched exactly as the desk searches. */
export async function buildKnowledge(
  documents: readonly EvalDocument[],
  encoder: Encoder,
): Promise<{ search(question: Omit<Question, 'space'>): Promise<FoundPassage[]>; close(): Promise<void> }> {
  const database = await openPGlite();
  await migrate(database);
  const { id: workspaceId } = await createWorkspaceStore(database).createWorkspace({
    slug: 'eval',
    name: 'eval',
    policy: {},
    welcome: {},
    hours: {},
  });
  const store = createKnowledgeStore(database);
  const progress = createProgress();
  for (const [index, { id, title, text }] of documents.entries()) {
    progress.update(index, documents.length, 'documents');
    const input = { source: 'eval', slug: id, title, summary: '', markdown: text };
    await ingestDocument(workspaceId, input, { store, encoder });
  }
  progress.stop();
  const search = createSearch({ store, encoderOf: () => encoder });
  return {
    search: (question) => search(workspaceId, { ...question, space: encoder.space }),
    close: () => database.close(),
  };
}
