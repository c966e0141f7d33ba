import type { Database } from '@switchboard/db';
import { appendAgentMessage } from './append-agent-message';
import { appendVisitorMessage } from './append-visitor-message';
import { giveBack, requestPerson, resolve, takeOver } from './change-owner';
import { acknowledgeDeliveries, claimDeliveries } from './claim-deliveries';
import { commitTurn } from './commit-turn';
import type { ConversationStore } from './conversation-store';
import {
  continueConversation,
  createConversation,
  listConversations,
  readConversation,
  readMessages,
  readQueueLength,
  readQueuePlace,
} from './read-conversations';
import { claimToolCall, finishToolCall, isToolCallKnown } from './procedure/tool-calls';
import { listLlmTurns } from './read-llm-turns';
import { listRecentTurns } from './read-recent-turns';
import { claimAbandonedTurns, readTrace, readTurnContext, renewTurnLease } from './read-turns';
import { stopTurn } from './stop-turn';

export function createConversationStore(database: Database): ConversationStore {
  return {
    createConversation: createConversation(database),
    continueConversation: continueConversation(database),
    readConversation: readConversation(database),
    listConversations: listConversations(database),
    readMessages: readMessages(database),
    readQueuePlace: readQueuePlace(database),
    readQueueLength: readQueueLength(database),
    appendVisitorMessage: appendVisitorMessage(database),
    appendAgentMessage: appendAgentMessage(database),
    readTurnContext: readTurnContext(database),
    commitTurn: commitTurn(database),
    claimToolCall: claimToolCall(database),
    finishToolCall: finishToolCall(database),
    isToolCallKnown: isToolCallKnown(database),
    stopTurn: stopTurn(database),
    readTrace: readTrace(database),
    listRecentTurns: listRecentTurns(database),
    listLlmTurns: listLlmTurns(database),
    claimAbandonedTurns: claimAbandonedTurns(database),
    renewTurnLease: renewTurnLease(database),
    requestPerson: requestPerson(database),
    takeOver: takeOver(database),
    giveBack: giveBack(database),
    resolve: resolve(database),
    acknowledgeDeliveries: acknowledgeDeliveries(database),
    claimDeliveries: claimDeliveries(database),
  };
}
