import { type ModelSettings, type ModelSettingsReport, modelSettingsSchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import * as sql from './settings.sql';

/** Somebody else has changed the settings since they were read. */
export class SettingsChangedError extends Error {
  readonly code = 'settings-changed';
  constructor() {
    super('the settings were changed meanwhile; read them again, then make your change');
  }
}

const changesShown = 20;

/** What a workspace asks of its models. Every change is a version, with who made it. */
export function createSettingsStore(database: Database) {
  const versions = async (workspaceId: string, limit: number): Promise<SettingsVersion[]> =>
    (await database.query<sql.SettingsRecord>(sql.selectSettings(workspaceId, limit))).map(toVersion);

  async function read(workspaceId: string): Promise<ModelSettingsReport> {
    const all = await versions(workspaceId, changesShown + 1);
    const [current = initial] = all;
    const changes = all.slice(0, changesShown).map(({ settings, ...change }, index) => {
      return { ...change, changed: differences((all[index + 1] ?? initial).settings, settings) };
    });
    return { settings: current.settings, version: current.version, changes };
  }

  return {
    /** With who changed what. */
    read,
    readInForce: async (workspaceId: string): Promise<ModelSettings> =>
      ((await versions(workspaceId, 1))[0] ?? initial).settings,
    /** `seen` is the version that the change was made on. Throws SettingsChangedError. */
    async save(
      workspaceId: string,
      settings: ModelSettings,
      { by, seen }: { by: string; seen: number },
    ): Promise<ModelSettingsReport> {
      const added = await database.query(sql.insertSettings(workspaceId, settings, seen, by));
      if (added.length === 0) throw new SettingsChangedError();
      return read(workspaceId);
    },
  };
}

export type SettingsStore = ReturnType<typeof createSettingsStore>;

interface SettingsVersion {
  version: number;
  settings: ModelSettings;
  by: string;
  at: string;
}

const initial: SettingsVersion = { version: 0, settings: modelSettingsSchema.parse({}), by: '', at: '' };

const toVersion = ({ version, settings, by, created_at }: sql.SettingsRecord): SettingsVersion => {
  return { version, settings: modelSettingsSchema.parse(settings), by, at: created_at.toISOString() };
};

/** The numbers that are others now, by their paths. */
function differences(before: ModelSettings, after: ModelSettings): { setting: string; from: number; to: number }[] {
  const then = new Map(numbersOf(before));
  return numbersOf(after).flatMap(([setting, to]) => {
    const from = then.get(setting);
    return from === undefined || from === to ? [] : [{ setting, from, to }];
  });
}

function numbersOf(settings: object, prefix = ''): [string, number][] {
  return Object.entries(settings).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'number' ? [[prefix + name, value]] : numbersOf(value as object, `${prefix}${name}.`),
  );
}
