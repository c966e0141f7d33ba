import type { Database, Queryable } from '@switchboard/db';
import { type ConversationRow, toConversation } from '../conversation-row';
import { selectConversation } from '../conversation.sql';
import type { Lease, PendingTurn } from '../conversation-store';
import { ConversationNotFoundError } from '../errors';
import { lockConversation } from '../lock-conversation';
import { oweTurn } from '../owe-turn';
import { type ApprovalRow, toApproval, toDueApproval } from './approval-row';
import type { ApprovalStore, Decided } from './approval-store';
import * as sql from './approval.sql';
import { ApprovalNotFoundError, ApprovalSettledError } from './errors';

export function createApprovalStore(database: Database): ApprovalStore {
  async function readRow(workspaceId: string, id: string): Promise<ApprovalRow> {
    const [row] = await database.query<ApprovalRow>(sql.selectApproval(workspaceId, id));
    if (row === undefined) throw new ApprovalNotFoundError(id);
    return row;
  }
  async function decided(workspaceId: string, row: ApprovalRow): Promise<Decided> {
    return {
      approval: toApproval(row),
      conversation: await readConversation(database, workspaceId, row.conversation_id),
    };
  }

  return {
    listApprovals: async (workspaceId, query) =>
      (await database.query<ApprovalRow>(sql.selectApprovals(workspaceId, query))).map(toApproval),
    readApproval: async (workspaceId, id) => toApproval(await readRow(workspaceId, id)),
    async decideApproval(workspaceId, id, { agentId, undoMs, ...given }) {
      const [status, reason] =
        given.decision === 'approve' ? (['approved', ''] as const) : (['declined', given.reason] as const);
      const changed = await database.query(sql.decide(workspaceId, id, { status, reason, agentId, undoMs }));
      const row = await readRow(workspaceId, id);
      const isRepeat = row.decided_by === agentId && row.status === status;
      if (changed.length === 0 && !isRepeat) throw new ApprovalSettledError(id, row.status, row.decided_by_name);
      return decided(workspaceId, row);
    },
    async undoApproval(workspaceId, id) {
      const changed = await database.query(sql.undo(workspaceId, id));
      const row = await readRow(workspaceId, id);
      if (changed.length === 0 && row.status !== 'pending')
        throw new ApprovalSettledError(id, row.status, row.decided_by_name);
      return decided(workspaceId, row);
    },
    claimDueApprovals: async (lease, { limit, everything = false }) =>
      (
        await database.query<Parameters<typeof toDueApproval>[0]>(
          sql.claimDue(lease.owner, lease.ms, limit, everything),
        )
      ).map(toDueApproval),
    async settleApproval(workspaceId, id, { status, outcome }, lease) {
      const { conversation_id: conversationId } = await readRow(workspaceId, id);
      return database.transaction(async (tx) => {
        const locked = await lockConversation(tx, workspaceId, conversationId);
        const isTold = locked.owner_kind === 'bot' && locked.status === 'open';
        const [row] = await tx.query<{ turn_id: string | null }>(
          sql.settle(id, { status, outcome, epoch: isTold ? locked.epoch : null }),
        );
        if (row === undefined) return null;
        const turn = isTold ? await oweAnswer(tx, locked, row.turn_id, lease) : null;
        return { conversation: await readConversation(tx, workspaceId, conversationId), turn };
      });
    },
  };
}

/** The turn goes on from the messages that led to the call; one that waits already takes the result along. */
async function oweAnswer(
  tx: Queryable,
  locked: ConversationRow,
  turnId: string | null,
  lease: Lease,
): Promise<PendingTurn> {
  const [asked] = await tx.query<{ from_seq: number; to_seq: number }>(sql.selectTurnRange(turnId));
  const range = asked === undefined ? undefined : { from: asked.from_seq, to: asked.to_seq };
  return oweTurn(tx, locked, lease, range);
}

async function readConversation(queryable: Queryable, workspaceId: string, id: string) {
  const [row] = await queryable.query<ConversationRow>(selectConversation(workspaceId, id));
  if (row === undefined) throw new ConversationNotFoundError(id);
  return toConversation(row);
}
