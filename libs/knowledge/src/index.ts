export {
  type CuratedAnswer,
  type DocumentInput,
  DocumentNotFoundError,
  type KnowledgeStore,
  createKnowledgeStore,
} from './create-knowledge-store';
export { ingestDocument } from './ingest-document';
export { fillSpace } from './spaces/fill-space';
export type { NewPassage } from './knowledge.sql';
export { type Question, type Search, anyReader, createSearch } from './search/create-search';
export { type FoundPassage, sentenceCosine } from './search/found-passage';
export { encoderOfSpace, passageSpace } from './search/passage-space';
export { coverage } from './search/support';
export { contentWords } from './search/words';
export { splitMarkdown } from './split/split-markdown';
export { splitSentences } from './split/split-sentences';
export { isPublicAddress } from './sources/fetch/is-public-address';
export { openSafeFetch } from './sources/fetch/open-safe-fetch';
export { type Fetcher, type FetcherOptions, openFetcher } from './sources/fetch/open-fetcher';
export { type ReadDocument, type SourceFile, UnreadableError } from './sources/reader';
export { parseInThread } from './sources/worker/parse-in-thread';
export { readInThread } from './sources/worker/read-in-thread';
export { SourceNotFoundError, type SourceStore, createSourceStore } from './sources/store/create-source-store';
export { type SourceRunner, createSourceRunner } from './sources/sync/create-source-runner';
export { slugOf } from './sources/sync/slug-of';
export { ArticleChangedError, saveArticle } from './save-article';
export { clusterQuestions } from './gaps/cluster-questions';
