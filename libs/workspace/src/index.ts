export { createDefinitionStore, type DefinitionStore, type Definitions } from './create-definition-store';
export { createWorkspaceStore, type WorkspaceStore } from './create-workspace-store';
export {
  type ChangeProgress,
  type ClaimedChange,
  type LanguageStore,
  createLanguageStore,
} from './languages/create-language-store';
export { forgetBudgets } from './ledger/forget-budgets';
export { newOneTimePassword, newToken } from './hash-token';
export { verifyPassword } from './password';
export type { Agent, Welcome, Workspace } from './workspace-row';
export { type LedgerScope, type LlmLedger, OverBudgetError, createLlmLedger } from './ledger/create-llm-ledger';
export { EmailInUseError } from './team/errors';
export { type TeamStore, createTeamStore } from './team/create-team-store';
