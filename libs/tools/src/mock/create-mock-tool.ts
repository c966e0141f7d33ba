import type { Tool } from '../tool';
import type { MockStore } from './create-mock-store';
import type { MockAction, MockTool } from '@switchboard/contracts';
import { runMockAction } from './run-mock-action';

/** A tool whose company is a table: it reads and really changes the workspace's records. */
export function createMockTool({ mock, ...description }: MockTool, store: MockStore, now = () => new Date()): Tool {
  return {
    description,
    async run(args, { workspaceId, idempotencyKey }) {
      const { outcome } = await store.withRecords(workspaceId, collectionOf(mock), (records) => {
        // A repeat of a call that has created something gives what it created.
        const made = records.find((record) => record['createdBy'] === idempotencyKey);
        if ('create' in mock && made !== undefined) {
          const { createdBy: _, ...value } = made;
          return { outcome: { ok: true as const, value: value as never }, changed: null };
        }
        const result = runMockAction(mock, records, args, now());
        if (!('create' in mock) || result.changed === null) return result;
        return { ...result, changed: { ...result.changed, createdBy: idempotencyKey } };
      });
      return outcome;
    },
  };
}

function collectionOf(action: MockAction): string {
  if ('find' in action) return action.find;
  if ('list' in action) return action.list;
  return 'update' in action ? action.update : action.create;
}
