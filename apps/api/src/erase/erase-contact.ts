import { type FoundVisitors, eraseVisitors, findVisitors } from '@switchboard/conversations';
import type { Database } from '@switchboard/db';
import { type ErasedLearning, eraseLearnt } from '@switchboard/learn';
import { forgetBudgets } from '@switchboard/workspace';

export interface ErasedContact extends FoundVisitors, ErasedLearning {}

/**
 * Removes a visitor, by id or e-mail address, and everything that came of them, in one transaction: conversations with
 * messages, turns, traces, deliveries, calls and summaries, what was learnt from them, what they cost. Null when nobody is
 * called so. Tried, nothing is kept of it.
 */
export async function eraseContact(
  database: Database,
  workspaceId: string,
  contact: string,
  { isTried = false }: { isTried?: boolean } = {},
): Promise<ErasedContact | null> {
  const tried = new Error('tried');
  let erased: ErasedContact | null = null;
  const work = database.transaction(async (tx) => {
    const found = await findVisitors(tx, workspaceId, contact);
    if (found.visitors.length === 0) return;
    const learnt = await eraseLearnt(tx, workspaceId, found.conversationIds);
    const visitorIds = found.visitors.map(({ id }) => id);
    await forgetBudgets(tx, workspaceId, [...visitorIds, ...found.conversationIds]);
    await eraseVisitors(tx, workspaceId, visitorIds);
    erased = { ...found, ...learnt };
    if (isTried) throw tried;
  });
  await work.catch((error: unknown) => {
    if (error !== tried) throw error;
  });
  return erased;
}
