import type { KnowledgeStore } from '@switchboard/knowledge';
import type { DatasetStore } from '@switchboard/learn';
import type { Encoder } from '@switchboard/models';
import { readPack } from '@switchboard/packs';
import type { ClaimedChange, WorkspaceStore } from '@switchboard/workspace';
import { repositoryRoot } from '../repository-root';
import { packRows, seedAnswers, seedArticles } from '../seed/seed-language';

export interface PackPartDeps {
  knowledge: KnowledgeStore;
  datasets: Pick<DatasetStore, 'addRows'>;
  workspaces: Pick<WorkspaceStore, 'readWorkspace'>;
}

/**
 * What the workspace's pack has in languages that it does not serve yet. The articles are embedded in the new space
 * alone: until the switch no search finds them. May be run again.
 */
export function createAddPackPart({ knowledge, datasets, workspaces }: PackPartDeps) {
  return async (
    { workspaceId, languages }: ClaimedChange,
    encoder: Encoder,
    onProgress: (progress: { done: number; total: number }) => void,
  ): Promise<{ rows: number }> => {
    const { policy } = await workspaces.readWorkspace(workspaceId);
    let rows = 0;
    for (const name of await knowledge.listPacks(workspaceId)) {
      const pack = readPack(repositoryRoot(), name);
      const fresh = languages.filter((code) => pack.languages.includes(code) && !policy.languages.includes(code));
      if (fresh.length === 0) continue;
      await seedArticles(workspaceId, pack, fresh, { knowledge, encoder, onProgress });
      await seedAnswers(workspaceId, pack, fresh, knowledge);
      const added = packRows(pack, fresh);
      await datasets.addRows(workspaceId, added);
      rows += added.length;
    }
    return { rows };
  };
}
