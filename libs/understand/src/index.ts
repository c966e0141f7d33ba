export {
  type Readers,
  createUnderstand,
  type Understood,
  type UnderstandDeps,
  type WorkspaceLanguage,
} from './create-understand';
export { languageOf } from './language/language-of';
export { detectLanguage, type DetectedLanguage } from './language/detect-language';
export { findPii, type PiiSpan, type PiiType } from './pii/find-pii';
export { type EntityOptions, findEntities } from './entities/find-entities';
export { SafetyPatternError } from './safety/compile-pattern';
export { isQuestion } from './is-question';
export { splitQuestions } from './split-questions';
export { createSafetyFinder } from './safety/create-safety-finder';
export { type ReadTone, createToneReader } from './tone/create-tone-reader';
export { type Specialists, openSpecialists, toneSpecialists } from './specialists';
export { type Guard, type GuardScore, createGuard } from './guard/create-guard';
