import { procedureSchema, vocabularySchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type DefinitionStore, type Definitions, createDefinitionStore } from './create-definition-store';
import { createWorkspaceStore } from './create-workspace-store';

const procedure = (id: string) => procedureSchema.parse({ id, title: { en: id }, steps: [{ done: true }] });
const empty: Definitions = {
  procedures: [],
  tools: [],
  safety: { words: {}, rules: [] },
  vocabulary: vocabularySchema.parse({}),
};

describe.each(testDatabases())('the definition store on $name', ({ open }) => {
  let database: Database;
  let store: DefinitionStore;
  let [mine, theirs] = ['', ''];
  beforeAll(async () => {
    database = await open();
    store = createDefinitionStore(database);
    const workspaces = createWorkspaceStore(database);
    const input = (slug: string) => ({ slug, name: slug, policy: {}, welcome: {}, hours: {} });
    mine = (await workspaces.createWorkspace(input('mine'))).id;
    theirs = (await workspaces.createWorkspace(input('theirs'))).id;
  }, 60_000);
  afterAll(() => database.close());

  it('has nothing for a workspace without a pack', async () => {
    expect(await store.readDefinitions(mine)).toEqual(empty);
  });

  it('replaces all of a workspace’s in order, and nothing of another’s', async () => {
    await store.saveDefinitions(theirs, { ...empty, procedures: [procedure('other')] });
    await store.saveDefinitions(mine, { ...empty, procedures: [procedure('zebra'), procedure('ant')] });
    expect((await store.readDefinitions(mine)).procedures.map(({ id }) => id)).toEqual(['zebra', 'ant']);
    await store.saveDefinitions(mine, { ...empty, procedures: [procedure('ant')] });
    expect((await store.readDefinitions(mine)).procedures.map(({ id }) => id)).toEqual(['ant']);
    expect((await store.readDefinitions(theirs)).procedures.map(({ id }) => id)).toEqual(['other']);
  });
});
