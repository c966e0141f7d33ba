import { type KnowledgeDocument, type SaveArticle, limits } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import {
  type KnowledgeStore,
  createSourceRunner,
  createSourceStore,
  openFetcher,
  parseInThread,
  readInThread,
  saveArticle,
} from '@switchboard/knowledge';
import { EncoderUnavailableError } from '@switchboard/models';
import type { Guard } from '@switchboard/understand';
import type { Encoders } from '../../encoders/create-encoders';

export interface SourceParts {
  database: Database;
  knowledge: KnowledgeStore;
  encoders: Pick<Encoders, 'of'>;
  /** Finds text that gives orders to a model; null marks nothing. */
  guardOf(workspaceId: string): Promise<Guard | null>;
  processId: string;
  onError(error: unknown): void;
}

/** The sources of knowledge and what reads them in the background. */
export function wireSources({ database, knowledge, encoders, guardOf, processId, onError }: SourceParts) {
  const sources = createSourceStore(database);
  const sourceRunner = createSourceRunner(
    {
      sources,
      knowledge,
      encoderOf: encoders.of,
      openFetcher: () => openFetcher({ mostBytes: limits.sourceFileBytes }),
      readFile: readInThread,
      parsePage: parseInThread,
      async hasInstructions(workspaceId, texts) {
        const found = (await (await guardOf(workspaceId))?.(texts, { bulk: true })) ?? [];
        return found.some(({ attack }) => attack);
      },
    },
    { processId, onError },
  );
  const writeArticle = async (
    workspaceId: string,
    id: string | null,
    article: SaveArticle,
  ): Promise<KnowledgeDocument> => {
    const encoder = await encoders.of(workspaceId);
    if (encoder === null) throw new EncoderUnavailableError('an article cannot be taken in without the encoder');
    return saveArticle(workspaceId, id, article, { store: knowledge, encoder });
  };
  return { sources, sourceRunner, writeArticle };
}
