import type { DatasetRow, DatasetVersion } from '@switchboard/contracts';
import type { RowRecord, VersionRecord } from './dataset.sql';

export function toRow(record: RowRecord): DatasetRow {
  const { id, text, intent, part, source, conversation_id, message_seq, language, created_at } = record;
  return {
    id,
    text,
    intent,
    part,
    source,
    origin:
      conversation_id === null || message_seq === null
        ? null
        : { conversationId: conversation_id, messageSeq: message_seq },
    language,
    createdAt: created_at.toISOString(),
  };
}

export function toVersion(record: VersionRecord): DatasetVersion {
  const { number, hash, train_rows, test_rows, intents, note, created_by, created_at } = record;
  return {
    number,
    hash,
    trainRows: train_rows,
    testRows: test_rows,
    intents,
    note,
    createdBy: created_by,
    createdAt: created_at.toISOString(),
  };
}

export const encodeCursor = (at: string, id: string): string => Buffer.from(`${at}|${id}`).toString('base64url');

/** A cursor that was not made here begins at the top again. */
export function decodeCursor(cursor: string): { at: string; id: string } | null {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]+Z)\|([0-9a-f-]{36})$/.exec(Buffer.from(cursor, 'base64url').toString());
  return match?.[1] === undefined || match[2] === undefined ? null : { at: match[1], id: match[2] };
}
