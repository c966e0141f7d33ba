import type { Sql } from '@switchboard/db';
import type { MockRecord } from '@switchboard/contracts';

export const selectRecords = (workspaceId: string, collection: string): Sql => ({
  text: 'SELECT data FROM mock_record WHERE workspace_id = $1 AND collection = $2 ORDER BY id',
  values: [workspaceId, collection],
});

export const upsertRecord = (workspaceId: string, collection: string, record: MockRecord): Sql => ({
  text: `INSERT INTO mock_record (workspace_id, collection, id, data) VALUES ($1, $2, $3, $4)
    ON CONFLICT (workspace_id, collection, id) DO UPDATE SET data = excluded.data`,
  values: [workspaceId, collection, record.id, JSON.stringify(record)],
});

export const deleteRecords = (workspaceId: string): Sql => ({
  text: 'DELETE FROM mock_record WHERE workspace_id = $1',
  values: [workspaceId],
});
