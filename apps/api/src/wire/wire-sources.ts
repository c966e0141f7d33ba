import { type KnowledgeDocument, type SaveArticle, limits } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import {
  type KnowledgeStore,
  createSourceRunner,
  createSourceStore,
  openFetcher,
  readInThread,
  saveArticle,
} from '@switchboard/knowledge';
import { type Encoder, EncoderUnavailableError } from '@switchboard/models';
import type { Guard } from '@switchboard/understand';

export interface SourceParts {
  database: Database;
  knowledge: KnowledgeStore;
  encoder: Encoder | null;
  /** Finds text that gives orders to a model; null marks nothing. */
  guard: Guard | null;
  processId: string;
  onError(error: unknown): void;
}

/** The sources of knowledge and what reads them in the background. */
export function wireSources({ database, knowledge, encoder, guard, processId, onError }: SourceParts) {
  const sources = createSourceStore(database);
  const sourceRunner = createSourceRunner(
    {
      sources,
      knowledge,
      encoder,
      openFetcher: () => openFetcher({ mostBytes: limits.sourceFileBytes }),
      readFile: readInThread,
      hasInstructions: async (texts) =>
        guard !== null && (await guard(texts, { bulk: true })).some(({ attack }) => attack),
    },
    { processId, onError },
  );
  const writeArticle = (workspaceId: string, id: string | null, article: SaveArticle): Promise<KnowledgeDocument> => {
    if (encoder === null) throw new EncoderUnavailableError('an article cannot be taken in without the encoder');
    return saveArticle(workspaceId, id, article, { store: knowledge, encoder });
  };
  return { sources, sourceRunner, writeArticle };
}
