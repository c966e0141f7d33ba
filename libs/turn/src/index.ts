export { type ApprovalRunner, createApprovalRunner } from './approvals/create-approval-runner';
export { createDeskActions, type DeskActions, type DeskActionsDeps } from './create-desk-actions';
export { createTurnRunner, TurnAbortedError, type TurnRunner, type TurnRunnerDeps } from './create-turn-runner';
export { checkDraft, handleTurn, situationOf } from './handle-turn';
export type { AnswerOptions, Desk, Evidence, TurnDeps, TurnDraft, Understood } from './turn-deps';
