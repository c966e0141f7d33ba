import * as contracts from '@switchboard/contracts';
import type { Operation } from './operation';

const conversation = '/v1/conversations/{id}';

export const assistOperations: Operation[] = [
  {
    method: 'get',
    path: '/v1/assist',
    summary: 'Which help there is for people, and what is missing for the rest',
    security: 'key',
    response: contracts.assistHelpSchema,
  },
  {
    method: 'get',
    path: `${conversation}/suggestion`,
    summary: 'The reply that is suggested now; drafting begins when there is none',
    security: 'key',
    response: contracts.currentSuggestionSchema,
  },
  {
    method: 'post',
    path: `${conversation}/suggestion`,
    summary: 'Draft a suggestion once more',
    security: 'key',
    response: contracts.currentSuggestionSchema,
    status: 202,
  },
  {
    method: 'get',
    path: '/v1/suggestions',
    summary: 'What people made of suggestions, newest first',
    security: 'key',
    query: contracts.listSuggestionsSchema,
    response: contracts.suggestionPageSchema,
  },
  {
    method: 'get',
    path: `${conversation}/summaries`,
    summary: 'Summaries of a conversation, newest first',
    security: 'key',
    response: contracts.summaryListSchema,
  },
  {
    method: 'post',
    path: `${conversation}/summaries`,
    summary: 'Summarise a conversation up to its last message',
    security: 'key',
    body: contracts.makeSummarySchema,
    response: contracts.summarySchema,
  },
  {
    method: 'get',
    path: '/v1/summaries',
    summary: 'Search the summaries of all conversations',
    security: 'key',
    query: contracts.searchSummariesSchema,
    response: contracts.summaryListSchema,
  },
  {
    method: 'post',
    path: `${conversation}/rewrite`,
    summary: 'Put a text that an agent is writing into other words or another language',
    security: 'key',
    body: contracts.rewriteTextSchema,
    response: contracts.rewrittenTextSchema,
  },
  {
    method: 'get',
    path: `${conversation}/labels`,
    summary: 'What people say a conversation is about or is like',
    security: 'key',
    response: contracts.conversationLabelsSchema,
  },
  {
    method: 'put',
    path: `${conversation}/labels`,
    summary: 'Set the labels of a conversation',
    security: 'key',
    body: contracts.conversationLabelsSchema,
    response: contracts.conversationLabelsSchema,
  },
];
