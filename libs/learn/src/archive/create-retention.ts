import type { SettingsStore } from '../settings/create-settings-store';
import type { ArchiveStore } from './create-archive-store';
import { removeArtifacts } from './remove-artifacts';

export interface RetentionDeps {
  archive: Pick<ArchiveStore, 'archiveModels' | 'listArchived'>;
  settings: Pick<SettingsStore, 'readInForce'>;
  listWorkspaces(): Promise<{ id: string }[]>;
  dataDir: string;
  onError(error: unknown): void;
}

const everyMs = 3_600_000;
const firstMs = 60_000;

/** Keeps what may still go live, and removes the files of older models, after their versions were archived. */
export function createRetention({ archive, settings, listWorkspaces, dataDir, onError }: RetentionDeps) {
  let busy: Promise<void> | null = null;
  const timers: NodeJS.Timeout[] = [];

  async function tidy(): Promise<void> {
    for (const { id } of await listWorkspaces())
      await archive.archiveModels(id, (await settings.readInForce(id)).keepDays);
    await removeArtifacts(dataDir, await archive.listArchived());
  }

  /** Calls while it works are no more than that. */
  function run(): Promise<void> {
    busy ??= tidy()
      .catch(onError)
      .finally(() => (busy = null));
    return busy;
  }

  return {
    run,
    start(): void {
      timers.push(setTimeout(() => void run(), firstMs).unref(), setInterval(() => void run(), everyMs).unref());
    },
    async stop(): Promise<void> {
      for (const timer of timers.splice(0)) clearTimeout(timer);
      await busy;
    },
  };
}

export type Retention = ReturnType<typeof createRetention>;
