import type { ToolOutcome } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import type { ConversationStore } from '../conversation-store';
import * as sql from './procedure.sql';

export function claimToolCall(database: Database): ConversationStore['claimToolCall'] {
  return async (turn, key, call) => {
    const [row] = await database.query<{ holds: boolean; claimed: boolean; outcome: ToolOutcome | null }>(
      sql.claimToolCall(turn, key, call),
    );
    if (row === undefined || !row.holds) return { kind: 'void' };
    return row.claimed ? { kind: 'claimed' } : { kind: 'known', outcome: row.outcome };
  };
}

export function finishToolCall(database: Database): ConversationStore['finishToolCall'] {
  return async (turn, key, outcome) => void (await database.query(sql.finishToolCall(turn, key, outcome)));
}

export function isToolCallKnown(database: Database): ConversationStore['isToolCallKnown'] {
  return async (turn, key) => (await database.query(sql.selectToolCall(turn, key))).length > 0;
}
