import type { Languages, Readiness } from '@switchboard/contracts';
import type { LanguageStore, WorkspaceStore } from '@switchboard/workspace';
import { encoderNameOf } from '../encoders/encoder-name-of';
import { findEncoderFor, readLanguages } from '../encoders/encoder-for';
import { NoLanguageChangeError, UnreadableLanguagesError } from './errors';

export interface LanguagesDeps {
  languages: LanguageStore;
  workspaces: Pick<WorkspaceStore, 'readWorkspace' | 'listWorkspaces'>;
  /** The encoder that the configuration sets for all workspaces, and the languages it reads; null when it sets none. */
  configured: { name: string; languages: readonly string[] } | null;
  /** A change waits. */
  wake(): void;
  onError(error: unknown): void;
}

const statusTtlMs = 2_000;
/** An older look says nothing of now. */
const staleMs = 15_000;

/** What people do with a workspace's languages: look, change, give up. */
export function createLanguages({ languages, workspaces, configured, wake, onError }: LanguagesDeps) {
  const available = (): readonly string[] => configured?.languages ?? readLanguages();

  async function read(workspaceId: string): Promise<Languages> {
    const [workspace, change] = await Promise.all([workspaces.readWorkspace(workspaceId), languages.read(workspaceId)]);
    return {
      languages: workspace.policy.languages,
      encoder: encoderNameOf(workspace, configured?.name),
      space: workspace.embeddingSpace,
      available: [...available()],
      change,
    };
  }

  function encoderFor(wanted: readonly string[]): string {
    const reads = wanted.every((language) => available().includes(language));
    const name = reads ? (configured?.name ?? findEncoderFor(wanted)) : null;
    if (name === null) throw new UnreadableLanguagesError(wanted, available());
    return name;
  }

  let last = { parts: [] as Readiness['parts'], at: 0 };
  let askedAt = 0;
  /** A fresh look is shown while the next is on its way: health waits for no database. */
  function lookAgain(): void {
    if (Date.now() - askedAt < statusTtlMs) return;
    askedAt = Date.now();
    readParts().then((parts) => (last = { parts, at: Date.now() }), onError);
  }
  async function readParts(): Promise<Readiness['parts']> {
    const names = new Map((await workspaces.listWorkspaces()).map(({ id, slug }) => [id, slug]));
    return (await languages.list()).map(({ workspaceId, languages: wanted, encoder, stage, done, total, error }) => ({
      part: 'languages',
      state: error === null ? 'loading' : 'warning',
      detail: `${names.get(workspaceId) ?? workspaceId} changes to ${wanted.join(', ')} with ${encoder}: ${error ?? `${stage} ${done}/${total}`}; until then it answers as before`,
    }));
  }

  return {
    read,
    /** Begins a change, or one that stands still again. Throws UnreadableLanguagesError. */
    async set(
      workspaceId: string,
      { languages: wanted, reason }: { languages: readonly string[]; reason?: string | undefined },
      by: string,
    ): Promise<Languages> {
      const encoder = encoderFor(wanted);
      const now = await read(workspaceId);
      const isSame = encoder === now.encoder && String([...wanted].sort()) === String([...now.languages].sort());
      if (isSame) await languages.giveUp(workspaceId);
      else await languages.begin(workspaceId, { languages: wanted, encoder, requestedBy: by, reason });
      wake();
      return read(workspaceId);
    },
    /** The desk stays as it is. Throws NoLanguageChangeError. */
    async giveUp(workspaceId: string): Promise<Languages> {
      if (!(await languages.giveUp(workspaceId))) throw new NoLanguageChangeError();
      return read(workspaceId);
    },
    /** For /health/ready. */
    parts(): Readiness['parts'] {
      lookAgain();
      return Date.now() - last.at < staleMs ? last.parts : [];
    },
  };
}

export type LanguageSettings = ReturnType<typeof createLanguages>;
