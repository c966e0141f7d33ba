export {
  type CuratedAnswer,
  type DocumentInput,
  DocumentNotFoundError,
  type KnowledgeStore,
  createKnowledgeStore,
} from './create-knowledge-store';
export { ingestDocument } from './ingest-document';
export { type FoundPassage, sentenceCosine } from './search/found-passage';
export { coverage } from './search/support';
