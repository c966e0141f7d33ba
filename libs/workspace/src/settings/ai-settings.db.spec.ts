import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { createWorkspaceStore } from '../create-workspace-store';
import { SettingsChangedError } from './settings-changed-error';

describe.each(testDatabases())('what large models may say, on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => void (database = await open()), 60_000);
  afterAll(() => database.close());

  it('is read with defaults, saved as a whole, and leaves the rest of the policy alone', async () => {
    const store = createWorkspaceStore(database);
    const given = { slug: 'a', name: 'A', policy: { languages: ['en', 'zh'] }, welcome: {}, hours: {} };
    const { id } = await store.createWorkspace(given);
    const { version, ...settings } = await store.readAiSettings(id);
    expect(settings).toMatchObject({ llmEnabled: true, output: { maxCharacters: 2_000 } });
    const output = { ...settings.output, never: ['Othershop'], maxCharacters: 600 };
    const saved = await store.saveAiSettings(id, { ...settings, output, basedOn: version });
    expect(saved.version).not.toBe(version);
    const { policy } = await store.readWorkspace(id);
    expect(policy).toMatchObject({ languages: ['en', 'zh'], output: { never: ['Othershop'], maxCharacters: 600 } });
  });

  it('is not overwritten by who has read an older version', async () => {
    const store = createWorkspaceStore(database);
    const { id } = await store.createWorkspace({ slug: 'b', name: 'B', policy: {}, welcome: {}, hours: {} });
    const { version, ...settings } = await store.readAiSettings(id);
    const off = { ...settings, llmEnabled: false };
    const results = await Promise.allSettled([
      store.saveAiSettings(id, { ...off, basedOn: version }),
      store.saveAiSettings(id, { ...settings, assist: { suggestions: false, summaries: true }, basedOn: version }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = results.find((result) => result.status === 'rejected');
    expect(refused?.reason).toBeInstanceOf(SettingsChangedError);
    expect((await store.saveAiSettings(id, off)).llmEnabled).toBe(false);
  });
});
