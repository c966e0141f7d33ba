export { createUnderstand, type Understood, type UnderstandDeps, type WorkspaceLanguage } from './create-understand';
export { detectLanguage, type DetectedLanguage } from './detect-language';
export { findPii, type PiiSpan, type PiiType } from './pii/find-pii';
export { type EntityOptions, findEntities } from './entities/find-entities';
export { SafetyPatternError } from './safety/compile-pattern';
export { isQuestion } from './is-question';
export { splitQuestions } from './split-questions';
export { createSafetyFinder } from './safety/create-safety-finder';
