import { randomUUID } from 'node:crypto';
import type { Queryable } from '@switchboard/db';
import type { ConversationRow } from './conversation-row';
import type { Lease, PendingTurn } from './conversation-store';
import { endPendingTurn, insertTurn } from './turn.sql';

/**
 * Owes the visitor a turn. The pending one is superseded and the new one begins where it began, so that one reply
 * answers the whole burst. Without one it answers `range`, or else the last message.
 */
export async function oweTurn(
  tx: Queryable,
  row: ConversationRow,
  lease: Lease,
  range: { from: number; to: number } = { from: row.last_seq, to: row.last_seq },
): Promise<PendingTurn> {
  const [superseded] = await tx.query<{ from_seq: number }>(endPendingTurn(row.id, 'superseded'));
  const { from, to } = superseded === undefined ? range : { from: superseded.from_seq, to: row.last_seq };
  const turn: PendingTurn = {
    id: randomUUID(),
    workspaceId: row.workspace_id,
    conversationId: row.id,
    fromSeq: from,
    toSeq: to,
    epoch: row.epoch,
    attempts: 1,
  };
  const columns = {
    id: turn.id,
    workspace_id: row.workspace_id,
    conversation_id: row.id,
    from_seq: turn.fromSeq,
    to_seq: turn.toSeq,
  };
  await tx.query(insertTurn({ ...columns, epoch: turn.epoch, attempts: 1 }, lease));
  return turn;
}
