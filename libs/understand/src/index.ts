export { createUnderstand, type Understood, type UnderstandDeps } from './create-understand';
export { detectLanguage, type DetectedLanguage } from './detect-language';
export { findPii, type PiiSpan, type PiiType } from './pii/find-pii';
