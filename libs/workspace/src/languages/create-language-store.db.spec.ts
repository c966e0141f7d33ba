import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type WorkspaceStore, createWorkspaceStore } from '../create-workspace-store';
import { type LanguageStore, createLanguageStore } from './create-language-store';

const leaseMs = 60_000;
const bilingual = { languages: ['en', 'zh'], encoder: 'large', requestedBy: 'Robin' };

describe.each(testDatabases())('changes of languages on $name', ({ open }) => {
  let database: Database;
  let workspaces: WorkspaceStore;
  let languages: LanguageStore;
  let shop: string;
  let made = 0;
  beforeAll(async () => {
    database = await open();
    workspaces = createWorkspaceStore(database);
    languages = createLanguageStore(database);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    await database.query({ text: 'DELETE FROM language_change', values: [] });
    const input = { name: 'Shop', policy: { maxFailures: 5 }, welcome: {}, hours: {} };
    shop = (await workspaces.createWorkspace({ slug: `shop-${++made}`, ...input })).id;
  });

  it('switch languages and space at once, and leave the rest of the policy alone', async () => {
    await languages.begin(shop, bilingual);
    const change = await languages.claim('a', { leaseMs });
    if (change === null) throw new Error('nothing to claim');
    expect((await workspaces.readWorkspace(shop)).policy.languages).toEqual(['en']);
    expect(await languages.complete(change, 'large@1/3')).toBe(true);
    const { policy, embeddingSpace } = await workspaces.readWorkspace(shop);
    expect([policy.languages, policy.maxFailures, embeddingSpace]).toEqual([['en', 'zh'], 5, 'large@1/3']);
    expect(await languages.read(shop)).toBeNull();
  });

  it('are in the hands of one process, until its lease runs out or it is known to be gone', async () => {
    await languages.begin(shop, bilingual);
    expect(await languages.claim('a', { leaseMs })).toMatchObject({ workspaceId: shop, stage: 'encoder' });
    expect(await languages.claim('b', { leaseMs })).toBeNull();
    expect(await languages.claim('b', { leaseMs, everything: true })).toMatchObject({ workspaceId: shop });
    expect(await languages.claim('a', { leaseMs: 0, everything: true })).toMatchObject({ workspaceId: shop });
    expect(await languages.claim('b', { leaseMs })).toMatchObject({ workspaceId: shop });
  });

  it('that are given up or asked anew are lost to the process that had them', async () => {
    await languages.begin(shop, bilingual);
    const change = await languages.claim('a', { leaseMs });
    if (change === null) throw new Error('nothing to claim');
    const step = { stage: 'passages' as const, done: 3, total: 9, leaseMs };
    expect(await languages.renew(change, 'a', step)).toBe(true);
    expect(await languages.read(shop)).toMatchObject({ stage: 'passages', done: 3, total: 9 });
    await new Promise((resolve) => setTimeout(resolve, 5));
    await languages.begin(shop, { ...bilingual, languages: ['en', 'de'] });
    expect(await languages.renew(change, 'a', step)).toBe(false);
    expect(await languages.complete(change, 'large@1/3')).toBe(false);
    expect(await languages.giveUp(shop)).toBe(true);
    expect(await languages.giveUp(shop)).toBe(false);
    expect((await workspaces.readWorkspace(shop)).policy.languages).toEqual(['en']);
  });

  it('that failed stand still with the reason, until somebody asks again', async () => {
    await languages.begin(shop, bilingual);
    const change = await languages.claim('a', { leaseMs });
    if (change === null) throw new Error('nothing to claim');
    await languages.fail(change, { error: 'no network', stage: 'gate' });
    expect(await languages.claim('a', { leaseMs, everything: true })).toBeNull();
    expect(await languages.read(shop)).toMatchObject({ error: 'no network' });
    await languages.begin(shop, bilingual);
    expect(await languages.claim('a', { leaseMs })).toMatchObject({ error: null });
  });
});
