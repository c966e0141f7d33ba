export type * from './conversation-store';
export { createConversationStore } from './create-conversation-store';
export { ConversationNotFoundError, NotOwnerError } from './errors';
