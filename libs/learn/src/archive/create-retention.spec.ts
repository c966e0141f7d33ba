import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { modelSettingsSchema } from '@switchboard/contracts';
import { type RetentionDeps, createRetention } from './create-retention';

const hash = 'a'.repeat(64);

/** A desk with one old model; `archive` says what its database does. */
function desk(archive: Partial<RetentionDeps['archive']> = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-retention-'));
  const artifact = join(dataDir, 'artifacts', hash);
  mkdirSync(artifact, { recursive: true });
  const [asked, errors]: [unknown[], unknown[]] = [[], []];
  const retention = createRetention({
    archive: {
      archiveModels: async (workspaceId, days) => (asked.push([workspaceId, days, existsSync(artifact)]), []),
      listArchived: async () => new Set([hash]),
      ...archive,
    },
    settings: { readInForce: async (id) => modelSettingsSchema.parse({ keepDays: id === 'careful' ? 90 : 30 }) },
    listWorkspaces: async () => [{ id: 'usual' }, { id: 'careful' }],
    dataDir,
    onError: (error) => errors.push(error),
  });
  return { retention, asked, errors, isThere: () => existsSync(artifact) };
}

describe('createRetention', () => {
  it('archives by each workspace’s own days, and removes files only after that', async () => {
    const { retention, asked, isThere } = desk();
    await retention.run();
    expect(asked).toEqual([
      ['usual', 30, true],
      ['careful', 90, true],
    ]);
    expect(isThere()).toBe(false);
  });

  it('removes nothing when the database cannot be asked, and says so', async () => {
    const { retention, errors, isThere } = desk({ archiveModels: () => Promise.reject(new Error('no database')) });
    await retention.run();
    expect([isThere(), errors]).toEqual([true, [expect.objectContaining({ message: 'no database' })]]);
  });

  it('does its work once when it is asked twice', async () => {
    const { retention, asked } = desk();
    await Promise.all([retention.run(), retention.run()]);
    expect(asked).toHaveLength(2);
  });
});
