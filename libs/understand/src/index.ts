export { createUnderstand, type Understood, type UnderstandDeps } from './create-understand';
export { detectLanguage, type DetectedLanguage } from './detect-language';
