export type * from './conversation-store';
export type { RecentTurn } from './read-recent-turns';
export { createConversationStore } from './create-conversation-store';
export { ConversationNotFoundError, NotOwnerError } from './errors';
export { type GapStore, MessageNotFoundError, createGapStore } from './gaps/create-gap-store';
