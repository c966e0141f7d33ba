import { setTimeout as later } from 'node:timers/promises';
import type { Conversation, Message } from '@switchboard/contracts';
import type { Change, ConversationStore, Delivery } from '@switchboard/conversations';
import type { TurnRunner } from './create-turn-runner';

export interface DeskActionsDeps {
  store: Pick<
    ConversationStore,
    'appendVisitorMessage' | 'appendAgentMessage' | 'requestPerson' | 'takeOver' | 'giveBack' | 'resolve' | 'stopTurn'
  >;
  runner: Pick<TurnRunner, 'lease' | 'start'>;
  deliver(deliveries: readonly Delivery[]): void;
  /** Stops a running turn of the conversation, in whichever process it runs; resolves when one of this process ended. */
  abortTurn(conversationId: string): Promise<void>;
}

/** A turn that is in the middle of a write ends when the write has. */
const longestWaitMs = 300;

/**
 * What people may do to a conversation. Each is: commit, stop what became void, deliver. The commit decides; what
 * follows may be lost with the process and is made up by the sweeps.
 */
export function createDeskActions({ store, runner, deliver, abortTurn }: DeskActionsDeps) {
  /** A reply that the bot had committed first is delivered first. */
  async function settle({ conversation, changed, deliveries }: Change): Promise<Conversation> {
    if (changed) await Promise.race([abortTurn(conversation.id), later(longestWaitMs)]);
    deliver(deliveries);
    return conversation;
  }

  return {
    /** Resolves as soon as message and pending turn are committed; the turn goes on by itself. */
    async receiveMessage(
      workspaceId: string,
      conversationId: string,
      input: { clientId: string; text: string },
    ): Promise<Message> {
      const { message, repeated, turn, deliveries } = await store.appendVisitorMessage(
        workspaceId,
        conversationId,
        input,
        runner.lease,
      );
      if (!repeated) void abortTurn(conversationId);
      deliver(deliveries);
      if (turn !== null) void runner.start(turn);
      return message;
    },
    /** Throws NotOwnerError unless that agent holds the conversation. */
    async reply(
      workspaceId: string,
      conversationId: string,
      input: { clientId: string; text: string; agentId: string },
    ): Promise<Message> {
      const { message, deliveries } = await store.appendAgentMessage(workspaceId, conversationId, input);
      deliver(deliveries);
      return message;
    },
    /** The visitor wants no more of the reply that is being written. False when none was. */
    async stopReply(workspaceId: string, conversationId: string): Promise<boolean> {
      const stopped = await store.stopTurn(workspaceId, conversationId);
      if (stopped) void abortTurn(conversationId);
      return stopped;
    },
    requestPerson: async (workspaceId: string, conversationId: string, reason: string) =>
      settle(await store.requestPerson(workspaceId, conversationId, reason)),
    takeOver: async (workspaceId: string, conversationId: string, agentId: string) =>
      settle(await store.takeOver(workspaceId, conversationId, agentId)),
    giveBack: async (workspaceId: string, conversationId: string, agentId: string) =>
      settle(await store.giveBack(workspaceId, conversationId, agentId)),
    resolve: async (workspaceId: string, conversationId: string, agentId: string) =>
      settle(await store.resolve(workspaceId, conversationId, agentId)),
  };
}

export type DeskActions = ReturnType<typeof createDeskActions>;
