export { check, type CheckContext, type CheckResult } from './check/check';
export {
  type Sources,
  type Support,
  measureAnswer,
  measureSupport,
  readSources,
  supportedFrom,
} from './check/grounding/measure-support';
export { draftCurated, draftCuratedEach } from './curated/draft-curated';
export { addQuote } from './curated/add-quote';
export type { Draft } from './draft';
export { expectAnswers } from './expect/expect-answers';
export { expectPassages } from './expect/expect-passages';
export { draftClarify, draftOutOfScope } from './fixed/draft-fixed';
export { draftApproval } from './approval/draft-approval';
export type { DecidedCall } from './llm-agent/prompt';
export { loadAgentLoop } from './llm-agent/load-agent-loop';
export type { AgentTool } from './llm-agent/agent-tool';
export { type AgentDeps, type AgentDraft, draftLlm } from './llm-agent/draft-llm';
export { memoryBudget } from './llm-agent/memory/memory-budget';
export { type Recall, type Remembered, recall } from './llm-agent/memory/recall';
export type { SpokenLanguage } from './llm-agent/prompt';
export { candidateFor, draftLocal, type LocalInput } from './llm-agent/local/draft-local';
export { type Candidate, type Found, gates, passes } from './llm-agent/local/find-answer';
export { callOf, slotsOfCall } from './llm-agent/local/call-of';
export { translateQuestion } from './llm-agent/local/gate-prompts';
export { type ProcedureProposal, proposeProcedure } from './llm-agent/local/propose-procedure';
export type { GivenSlots } from './procedure/given-slots';
export { draftPassage } from './passage/draft-passage';
export {
  type ProcedureDraft,
  type ProcedureRequest,
  type ProcedureTools,
  draftProcedure,
  procedureTrace,
} from './procedure/draft-procedure';
export type { ProcedureInput } from './procedure/move';
export type { ProcedureTurn, Question } from './procedure/procedure-turn';
