import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

const conversation = '/v1/conversations/{id}';

export const conversationsOperations: Operation[] = [
  {
    method: 'post',
    path: '/v1/conversations',
    summary: 'Begin a conversation',
    security: 'key',
    body: contracts.createConversationSchema,
    response: contracts.conversationSchema,
    status: 201,
  },
  {
    method: 'get',
    path: '/v1/conversations',
    summary: 'Conversations, last changed first',
    security: 'key',
    query: contracts.listConversationsSchema,
    response: contracts.conversationPageSchema,
  },
  {
    method: 'get',
    path: conversation,
    summary: 'One conversation',
    security: 'key',
    response: contracts.conversationSchema,
  },
  {
    method: 'get',
    path: `${conversation}/messages`,
    summary: 'Messages after a sequence number',
    security: 'key',
    query: contracts.listMessagesSchema,
    response: contracts.messagePageSchema,
  },
  {
    method: 'post',
    path: `${conversation}/messages`,
    summary: 'Add a visitor’s or an agent’s message',
    security: 'key',
    body: contracts.createMessageSchema,
    response: contracts.messageSchema,
    status: 201,
  },
  {
    method: 'post',
    path: `${conversation}/request-person`,
    summary: 'Ask for a person',
    security: 'key',
    response: contracts.conversationSchema,
  },
  {
    method: 'post',
    path: `${conversation}/take-over`,
    summary: 'Take the conversation over',
    security: 'session',
    response: contracts.conversationSchema,
  },
  {
    method: 'post',
    path: `${conversation}/give-back`,
    summary: 'Give the conversation back to the bot',
    security: 'session',
    response: contracts.conversationSchema,
  },
  {
    method: 'post',
    path: `${conversation}/resolve`,
    summary: 'Resolve the conversation',
    security: 'session',
    response: contracts.conversationSchema,
  },
  {
    method: 'post',
    path: `${conversation}/stop`,
    summary: 'Stop the reply that is being written',
    security: 'key',
    response: contracts.stoppedSchema,
  },
  {
    method: 'get',
    path: `${conversation}/stream`,
    summary: 'Messages and the words of replies as server-sent events',
    security: 'key',
  },
  {
    method: 'get',
    path: `${conversation}/turns/{turnId}`,
    summary: 'Why the bot did what it did',
    security: 'key',
    response: contracts.traceSchema,
  },
];
