import { randomUUID } from 'node:crypto';
import type { TurnOutcome } from '@switchboard/contracts';
import type { Database, Queryable } from '@switchboard/db';
import { appendMessage, eventMessage } from './append-message';
import { insertApproval, markTold } from './approvals/approval.sql';
import type { ConversationRow } from './conversation-row';
import type { ConversationStore, Delivery, PendingTurn, Reply, TurnEnding } from './conversation-store';
import { lockConversation } from './lock-conversation';
import { updateMarks } from './conversation.sql';
import { deleteProcedureRun, upsertProcedureRun } from './procedure/procedure.sql';
import { endTurn } from './turn.sql';

interface Written {
  outcome: TurnOutcome;
  deliveries: Delivery[];
}

/**
 * Ends a turn in one transaction. Whether the reply still holds is decided by the inserting statement itself, under
 * the conversation's lock; the trace is stored with what really happened.
 */
export function commitTurn(database: Database): ConversationStore['commitTurn'] {
  return (turn, ending, trace) =>
    database.transaction(async (tx) => {
      const marks = trace.understanding?.marks.map(({ label }) => label) ?? [];
      const locked = await mark(tx, await lockConversation(tx, turn.workspaceId, turn.conversationId), marks);
      const written = await write(tx, locked, turn, ending);
      const [ended] = await tx.query<{ outcome: TurnOutcome }>(endTurn(turn.id, written.outcome, trace));
      return { outcome: ended?.outcome ?? written.outcome, deliveries: written.deliveries };
    });
}

/** The inbox shows what the last message was like. */
async function mark(tx: Queryable, locked: ConversationRow, marks: string[]): Promise<ConversationRow> {
  if (marks.join() === locked.marks.join()) return locked;
  await tx.query(updateMarks(locked.id, marks));
  return { ...locked, marks };
}

async function write(tx: Queryable, locked: ConversationRow, turn: PendingTurn, ending: TurnEnding): Promise<Written> {
  switch (ending.kind) {
    case 'silent':
    case 'failed':
      return { outcome: ending.kind, deliveries: [] };
    case 'reply':
      return writeReply(tx, locked, turn, ending);
    case 'hand-off':
      return writeHandOff(tx, locked, turn, ending);
  }
}

async function writeReply(
  tx: Queryable,
  locked: ConversationRow,
  turn: PendingTurn,
  { reply, procedure, asks = [], told }: Extract<TurnEnding, { kind: 'reply' }>,
): Promise<Written> {
  const failures = reply.answered ? 0 : locked.failures + 1;
  const waiting = { ...locked, approvals: locked.approvals + asks.length };
  const appended = await appendBotMessage(tx, waiting, turn, reply, failures);
  if (appended === null) return { outcome: 'stale', deliveries: [] };
  for (const ask of asks) await tx.query(insertApproval(randomUUID(), turn, ask));
  await tell(tx, told);
  if (procedure === null) await tx.query(deleteProcedureRun(turn.conversationId));
  else if (procedure !== undefined) await tx.query(upsertProcedureRun(turn, procedure));
  return { outcome: 'replied', deliveries: [appended.delivery] };
}

async function writeHandOff(
  tx: Queryable,
  locked: ConversationRow,
  turn: PendingTurn,
  { reply, reason, told }: Extract<TurnEnding, { kind: 'hand-off' }>,
): Promise<Written> {
  const said = reply === null ? null : await appendBotMessage(tx, locked, turn, reply, locked.failures);
  if (reply !== null && said === null) return { outcome: 'stale', deliveries: [] };
  const row = said?.row ?? locked;
  const queued = await appendMessage(tx, row, eventMessage({ type: 'queued', reason }), {
    change: { owner_kind: 'queue', epoch: row.epoch + 1, failures: 0 },
    guard: { turnId: turn.id, epoch: turn.epoch },
  });
  if (queued === null) return { outcome: 'stale', deliveries: [] };
  await tell(tx, told);
  return { outcome: 'handed-off', deliveries: [...(said === null ? [] : [said.delivery]), queued.delivery] };
}

async function tell(tx: Queryable, approvals: readonly string[] = []): Promise<void> {
  if (approvals.length > 0) await tx.query(markTold(approvals));
}

function appendBotMessage(tx: Queryable, locked: ConversationRow, turn: PendingTurn, reply: Reply, failures: number) {
  const { text, citations, choices } = reply;
  const message = {
    clientId: `turn-${turn.id}`,
    author: { kind: 'bot' },
    text,
    citations,
    choices,
    turnId: turn.id,
  } as const;
  return appendMessage(tx, locked, message, { change: { failures }, guard: { turnId: turn.id, epoch: turn.epoch } });
}
