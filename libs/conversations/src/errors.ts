/** No such conversation in this workspace; also for one that belongs to another workspace. */
export class ConversationNotFoundError extends Error {
  readonly code = 'conversation-not-found';
  constructor(readonly conversationId: string) {
    super(`there is no conversation ${conversationId}`);
  }
}

/** The agent does not hold the conversation (any more). */
export class NotOwnerError extends Error {
  readonly code = 'not-owner';
  constructor(
    readonly conversationId: string,
    readonly holder: string,
  ) {
    super(`the conversation is held by ${holder}`);
  }
}
