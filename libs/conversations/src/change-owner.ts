import type { ConversationEvent } from '@switchboard/contracts';
import type { Database, Queryable } from '@switchboard/db';
import { appendMessage, eventMessage } from './append-message';
import { selectAgentName } from './conversation.sql';
import { type ConversationRow, type ConversationState, toConversation } from './conversation-row';
import type { Change, ConversationStore } from './conversation-store';
import { NotOwnerError } from './errors';
import { lockConversation } from './lock-conversation';
import { endPendingTurn } from './turn.sql';

/** What a change of owner writes; null when it is so already. */
interface OwnerChange {
  change: Partial<ConversationState> & { agent_name: string | null };
  event: ConversationEvent;
}

/** Every change of owner: lock, look, grow the epoch, end the pending turn, write the event. */
function changeOwner(
  database: Database,
  workspaceId: string,
  conversationId: string,
  plan: (row: ConversationRow, tx: Queryable) => OwnerChange | null | Promise<OwnerChange | null>,
): Promise<Change> {
  return database.transaction(async (tx) => {
    const locked = await lockConversation(tx, workspaceId, conversationId);
    const planned = await plan(locked, tx);
    if (planned === null) return { conversation: toConversation(locked), changed: false, deliveries: [] };
    await tx.query(endPendingTurn(conversationId, 'stale'));
    const change = { ...planned.change, epoch: locked.epoch + 1, failures: 0 };
    const appended = await appendMessage(tx, locked, eventMessage(planned.event), { change });
    if (appended === null) throw new Error('an unguarded message is always appended');
    return { conversation: appended.delivery.conversation, changed: true, deliveries: [appended.delivery] };
  });
}

const toBot = { owner_kind: 'bot', owner_agent_id: null, agent_name: null } as const;

export function requestPerson(database: Database): ConversationStore['requestPerson'] {
  return (workspaceId, conversationId, reason) =>
    changeOwner(database, workspaceId, conversationId, (row) => {
      if (row.owner_kind !== 'bot') return null;
      const change = { status: 'open', owner_kind: 'queue', owner_agent_id: null, agent_name: null } as const;
      return { change, event: { type: 'queued', reason } };
    });
}

export function takeOver(database: Database): ConversationStore['takeOver'] {
  return (workspaceId, conversationId, agentId) =>
    changeOwner(database, workspaceId, conversationId, async (row, tx) => {
      if (row.owner_agent_id === agentId) return null;
      const name = await agentName(tx, workspaceId, agentId);
      const change = { status: 'open', owner_kind: 'agent', owner_agent_id: agentId, agent_name: name } as const;
      return { change, event: { type: 'taken-over', agentName: name } };
    });
}

/** Only the agent who holds the conversation may give it back. Throws NotOwnerError. */
export function giveBack(database: Database): ConversationStore['giveBack'] {
  return (workspaceId, conversationId, agentId) =>
    changeOwner(database, workspaceId, conversationId, async (row, tx) => {
      if (row.owner_kind === 'bot') return null;
      if (row.owner_agent_id !== agentId) throw new NotOwnerError(conversationId, row.agent_name ?? row.owner_kind);
      return { change: toBot, event: { type: 'given-back', agentName: await agentName(tx, workspaceId, agentId) } };
    });
}

export function resolve(database: Database): ConversationStore['resolve'] {
  return (workspaceId, conversationId, agentId) =>
    changeOwner(database, workspaceId, conversationId, async (row, tx) => {
      if (row.status === 'resolved') return null;
      const name = await agentName(tx, workspaceId, agentId);
      return { change: { ...toBot, status: 'resolved' }, event: { type: 'resolved', agentName: name } };
    });
}

/** Throws NotOwnerError for an agent of another workspace. */
async function agentName(tx: Queryable, workspaceId: string, agentId: string): Promise<string> {
  const [agent] = await tx.query<{ name: string }>(selectAgentName(workspaceId, agentId));
  if (agent === undefined) throw new NotOwnerError(agentId, 'another workspace');
  return agent.name;
}
