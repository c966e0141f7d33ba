export { LlmUnavailableError, askModel } from './ask-model';
export { changedFacts } from './rewrite/changed-facts';
export { rewriteText } from './rewrite/rewrite-text';
export { type Suggester, createSuggester } from './suggest/create-suggester';
export type { AnswerForPerson, SuggestibleDecision } from './suggest/draft-suggestion';
export { type Summariser, type SummaryWish, createSummariser } from './summarise/create-summariser';
export { summaryPromptVersion, writeSummary } from './summarise/write-summary';
