export type * from './conversation-store';
export type { RecentTurn } from './read-recent-turns';
export type * from './approvals/approval-store';
export { createApprovalStore } from './approvals/create-approval-store';
export { ApprovalNotFoundError, ApprovalSettledError } from './approvals/errors';
export { createConversationStore } from './create-conversation-store';
export { type FoundVisitors, eraseVisitors, findVisitors } from './erase/erase-visitors';
export { ConversationNotFoundError, NotOwnerError } from './errors';
export { type GapStore, MessageNotFoundError, createGapStore } from './gaps/create-gap-store';
export { type LabelStore, createLabelStore } from './assist/create-label-store';
export {
  type DraftedSuggestion,
  type SentReply,
  type SuggestionStore,
  createSuggestionStore,
} from './assist/create-suggestion-store';
export {
  type NewSummary,
  type SummaryStore,
  type TurnInShort,
  createSummaryStore,
} from './assist/create-summary-store';
