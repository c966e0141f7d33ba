import type { ProcedureState } from '@switchboard/contracts';
import type { Sql } from '@switchboard/db';
import { approvalsOfTurn } from '../approvals/approval.sql';
import { conversationColumns, conversationTables } from '../conversation.sql';
import type { PendingTurn } from '../conversation-store';

/**
 * A conversation with the procedure that it is in (one written before the last change of owner is over) and the calls of
 * tools that people decide on.
 */
export const selectConversationInProcedure = (workspaceId: string, conversationId: string): Sql => ({
  text: `SELECT ${conversationColumns}, r.state AS procedure, ${approvalsOfTurn} AS turn_approvals FROM ${conversationTables}
    LEFT JOIN procedure_run r ON r.conversation_id = c.id AND r.epoch = c.epoch
    WHERE c.workspace_id = $1 AND c.id = $2`,
  values: [workspaceId, conversationId],
});

export const upsertProcedureRun = (turn: PendingTurn, state: ProcedureState): Sql => ({
  text: `INSERT INTO procedure_run (conversation_id, workspace_id, epoch, state) VALUES ($1, $2, $3, $4)
    ON CONFLICT (conversation_id) DO UPDATE SET epoch = excluded.epoch, state = excluded.state, updated_at = now()`,
  values: [turn.conversationId, turn.workspaceId, turn.epoch, JSON.stringify(state)],
});

export const deleteProcedureRun = (conversationId: string): Sql => ({
  text: 'DELETE FROM procedure_run WHERE conversation_id = $1',
  values: [conversationId],
});

/** Written only while the bot holds the conversation and the turn is pending; `holds` says whether that was so. */
export const claimToolCall = (turn: PendingTurn, key: string, call: { tool: string; arguments: object }): Sql => ({
  text: `WITH holding AS (
      SELECT t.id FROM turn t JOIN conversation c ON c.id = t.conversation_id
      WHERE t.id = $1 AND t.outcome IS NULL AND c.workspace_id = $2 AND c.owner_kind = 'bot' AND c.epoch = $3
    ), inserted AS (
      INSERT INTO tool_call (workspace_id, conversation_id, key, turn_id, tool, arguments)
      SELECT $2, $4, $5, holding.id, $6, $7 FROM holding
      ON CONFLICT (conversation_id, key) DO NOTHING RETURNING key
    )
    SELECT EXISTS (SELECT 1 FROM holding) AS holds, EXISTS (SELECT 1 FROM inserted) AS claimed,
      (SELECT outcome FROM tool_call WHERE conversation_id = $4 AND key = $5) AS outcome`,
  values: [turn.id, turn.workspaceId, turn.epoch, turn.conversationId, key, call.tool, JSON.stringify(call.arguments)],
});

export const finishToolCall = (turn: PendingTurn, key: string, outcome: object): Sql => ({
  text: `UPDATE tool_call SET outcome = $4, finished_at = now()
    WHERE workspace_id = $1 AND conversation_id = $2 AND key = $3`,
  values: [turn.workspaceId, turn.conversationId, key, JSON.stringify(outcome)],
});

export const selectToolCall = (turn: PendingTurn, key: string): Sql => ({
  text: 'SELECT key FROM tool_call WHERE workspace_id = $1 AND conversation_id = $2 AND key = $3',
  values: [turn.workspaceId, turn.conversationId, key],
});
