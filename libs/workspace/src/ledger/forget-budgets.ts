import type { Queryable } from '@switchboard/db';
import * as sql from './ledger.sql';

/** Removes what visitors and conversations have spent. */
export async function forgetBudgets(tx: Queryable, workspaceId: string, ids: readonly string[]): Promise<void> {
  await tx.query(sql.deleteBudgets(workspaceId, ids));
}
