import type { ProcedureState, Trace, TurnOutcome } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { type ConversationRow, toConversation } from './conversation-row';
import type { TurnApproval } from './approvals/approval-store';
import type { ConversationStore, PendingTurn } from './conversation-store';
import { ConversationNotFoundError } from './errors';
import { type MessageRow, toMessage } from './message-row';
import { selectWordsUpTo } from './message.sql';
import { selectConversationInProcedure } from './procedure/procedure.sql';
import { type TurnRow, claimTurns, renewLease, selectTrace } from './turn.sql';

/** So many words back a turn can look. */
const historyMessages = 20;

export function readTurnContext(database: Database): ConversationStore['readTurnContext'] {
  return async (turn) => {
    const [[row], words] = await Promise.all([
      database.query<
        ConversationRow & {
          procedure: ProcedureState | null;
          turn_approvals: (TurnApproval & { isSettled: boolean })[];
        }
      >(selectConversationInProcedure(turn.workspaceId, turn.conversationId)),
      database.query<MessageRow>(
        selectWordsUpTo(turn.conversationId, turn.toSeq, historyMessages + turn.toSeq - turn.fromSeq + 1),
      ),
    ]);
    if (row === undefined) throw new ConversationNotFoundError(turn.conversationId);
    const messages = words.map(toMessage).reverse();
    return {
      turn,
      conversation: toConversation(row),
      failures: row.failures,
      burst: messages.filter(({ seq, author }) => seq >= turn.fromSeq && author.kind === 'visitor'),
      history: messages.filter(({ seq }) => seq < turn.fromSeq).slice(-historyMessages),
      procedure: row.procedure,
      approvals: {
        waiting: row.turn_approvals.filter(({ isSettled }) => !isSettled),
        decided: row.turn_approvals.filter(({ isSettled }) => isSettled),
      },
    };
  };
}

export function readTrace(database: Database): ConversationStore['readTrace'] {
  return async (workspaceId, turnId) => {
    const [row] = await database.query<{
      trace: Omit<Trace, 'outcome' | 'finishedAt'>;
      outcome: TurnOutcome;
      finished_at: Date;
    }>(selectTrace(workspaceId, turnId));
    return row === undefined ? null : { ...row.trace, outcome: row.outcome, finishedAt: row.finished_at.toISOString() };
  };
}

export function claimAbandonedTurns(database: Database): ConversationStore['claimAbandonedTurns'] {
  return async (lease, { limit, everything = false }) =>
    (await database.query<TurnRow>(claimTurns(lease, limit, everything))).map(toPendingTurn);
}

export function renewTurnLease(database: Database): ConversationStore['renewTurnLease'] {
  return async (turnId, lease) => void (await database.query(renewLease(turnId, lease)));
}

export function toPendingTurn(row: TurnRow): PendingTurn {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    conversationId: row.conversation_id,
    fromSeq: row.from_seq,
    toSeq: row.to_seq,
    epoch: row.epoch,
    attempts: row.attempts,
  };
}
