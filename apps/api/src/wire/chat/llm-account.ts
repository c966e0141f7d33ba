import type { LlmLimits, LlmPurpose } from '@switchboard/contracts';
import { type ChatAccount, type ChatModel, ChatModelError, isLocalChat } from '@switchboard/models';
import { type LedgerScope, type LlmLedger, OverBudgetError } from '@switchboard/workspace';

export interface AccountHolder {
  workspaceId: string;
  conversationId: string;
  visitorId: string;
  /** Null outside of a turn, such as for a suggestion. */
  turnId: string | null;
  purpose: LlmPurpose;
}

/** The account of one turn or of one wish of an agent: every call is reserved in all scopes before it is made. */
export function createAccount(
  ledger: Pick<LlmLedger, 'reserve' | 'settle'>,
  holder: AccountHolder,
  limits: LlmLimits,
): ChatAccount {
  const { workspaceId, conversationId, visitorId, turnId, purpose } = holder;
  const scopes: LedgerScope[] = [
    {
      scope: 'workspace',
      id: workspaceId,
      tokens: limits.workspaceTokensPerDay,
      costMicros: limits.workspaceCostPerDay === null ? null : Math.round(limits.workspaceCostPerDay * 1e6),
    },
    { scope: 'visitor', id: visitorId, tokens: limits.visitorTokensPerDay, costMicros: null },
    { scope: 'conversation', id: conversationId, tokens: limits.conversationTokensPerDay, costMicros: null },
  ];
  if (turnId !== null) scopes.push({ scope: 'turn', id: turnId, tokens: limits.turnTokens, costMicros: null });

  return {
    async begin({ model, host, sentCharacters, tokens, costMicros }) {
      const amount = { tokens, costMicros };
      const { day } = await ledger.reserve(workspaceId, scopes, amount).catch((error: unknown) => {
        throw error instanceof OverBudgetError ? new ChatModelError(error.message) : error;
      });
      return {
        end: (used) =>
          ledger.settle(
            workspaceId,
            { scopes, day, amount },
            { conversationId, turnId, purpose, model, host, sentCharacters, ...used, costMicros: used.costMicros },
          ),
      };
    },
  };
}

/** The same model with every call on one account. */
export function onAccount<Model extends ChatModel>(model: Model, account: ChatAccount): Model {
  const stream: ChatModel['stream'] = (messages, options) => model.stream(messages, { ...options, account });
  if (!isLocalChat(model)) return { ...model, stream };
  const hold: typeof model.hold = (wait, work) => model.hold({ ...wait, account }, work);
  return { ...model, stream, hold };
}
