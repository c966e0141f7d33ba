export { check, type CheckResult } from './check/check';
export { draftCurated } from './curated/draft-curated';
export type { Draft } from './draft';
export { draftClarify, draftOutOfScope } from './fixed/draft-fixed';
export { draftLlm } from './llm-agent/draft-llm';
export { draftPassage } from './passage/draft-passage';
