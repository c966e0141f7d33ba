import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { type DatasetStore, type NewRow, createDatasetStore } from './create-dataset-store';
import { hashDataset } from './hash-dataset';

const rows = (intent: string, count: number): NewRow[] =>
  Array.from({ length: count }, (_, index) => ({ text: `${intent} number ${index}`, intent, source: 'import' }));
const everything = { limit: 100 };

describe.each(testDatabases())('the dataset store on $name', ({ open }) => {
  let database: Database;
  let store: DatasetStore;
  const workspace = async (): Promise<string> => {
    const id = randomUUID();
    await database.query({
      text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)',
      values: [id, id],
    });
    return id;
  };
  const conversation = async (workspaceId: string): Promise<string> => {
    const [id, visitor] = [randomUUID(), randomUUID()];
    await database.query({
      text: 'INSERT INTO visitor (id, workspace_id) VALUES ($1, $2)',
      values: [visitor, workspaceId],
    });
    await database.query({
      text: 'INSERT INTO conversation (id, workspace_id, visitor_id) VALUES ($1, $2, $3)',
      values: [id, workspaceId, visitor],
    });
    return id;
  };
  beforeAll(async () => {
    database = await open();
    store = createDatasetStore(database);
  }, 60_000);
  afterAll(() => database.close());

  it('adds rows once, whatever their case and punctuation', async () => {
    const id = await workspace();
    await store.addRow(id, { text: 'Where is my order?', intent: 'status', source: 'console' });
    const again = await store.addRows(id, [
      { text: 'where is my order', intent: 'status', source: 'import' },
      { text: 'cancel it', intent: 'cancel', source: 'import' },
      { text: 'Cancel it!', intent: 'cancel', source: 'import' },
    ]);
    expect(again.rows.map(({ text }) => text)).toEqual(['cancel it']);
    expect(again.repeated).toBe(2);
  });

  it('never changes a version, whatever becomes of its rows', async () => {
    const id = await workspace();
    const { rows: added } = await store.addRows(id, rows('status', 20));
    const first = await store.seal(id, { note: 'first', by: 'Robin' });
    const before = await store.readVersion(id, first.number);
    await store.removeRow(id, added[0]?.id ?? '');
    await store.replaceRow(id, added[1]?.id ?? '', { text: 'other words', intent: 'other' });
    await store.addRows(id, rows('cancel', 3));
    const second = await store.seal(id, { note: '', by: 'Robin' });

    expect(await store.readVersion(id, first.number)).toEqual(before);
    expect(hashDataset(before.rows)).toBe(first.hash);
    const after = await store.readVersion(id, second.number);
    expect(after.rows).toHaveLength(20 - 1 + 3);
    expect(hashDataset(after.rows)).toBe(second.hash);
    expect(second).toMatchObject({ number: 2, trainRows: after.rows.filter(({ part }) => part === 'train').length });
  });

  it('leaves rows of languages that are not served out of a version, and has them again later', async () => {
    const id = await workspace();
    await store.addRows(id, [
      { text: 'where is it', intent: 'status', source: 'pack', language: 'en' },
      { text: '包裹在哪里', intent: 'status', source: 'pack', language: 'zh' },
      { text: '谁的', intent: 'status', source: 'console' },
    ]);
    const seal = (languages: string[]) => store.seal(id, { note: '', by: 'Robin', languages });
    const both = await seal(['en', 'zh']);
    const english = await seal(['en']);
    const texts = async (number: number) => (await store.readVersion(id, number)).rows.map(({ text }) => text).sort();
    expect(await texts(both.number)).toHaveLength(3);
    expect(await texts(english.number)).toEqual(['where is it', '谁的'].sort());
    expect(hashDataset((await store.readVersion(id, english.number)).rows)).toBe(english.hash);
    expect((await seal(['en'])).number).toBe(english.number);
    expect((await seal(['zh', 'en'])).hash).toBe(both.hash);
    // An edit keeps the language.
    const [row] = (await store.listRows(id, { limit: 9, search: '包裹' })).items;
    await store.replaceRow(id, row?.id ?? '', { text: '快递到哪了', intent: 'status' });
    expect(await texts((await seal(['en'])).number)).toHaveLength(2);
  });

  it('gives an unchanged dataset no second version, also when changes cancel each other out', async () => {
    const id = await workspace();
    const { rows: added } = await store.addRows(id, rows('status', 3));
    const first = await store.seal(id, { note: '', by: 'Robin' });
    await store.removeRow(id, added[0]?.id ?? '');
    expect((await store.readSummary(id)).changes).toEqual({ added: 0, removed: 1 });
    await store.restoreRow(id, added[0]?.id ?? '');
    expect((await store.readSummary(id)).changes).toEqual({ added: 0, removed: 0 });
    expect(await store.seal(id, { note: 'again', by: 'Robin' })).toEqual(first);
  });

  it('refuses to restore what a version was sealed without', async () => {
    const id = await workspace();
    const { rows: added } = await store.addRows(id, rows('status', 3));
    await store.seal(id, { note: '', by: 'Robin' });
    await store.removeRow(id, added[0]?.id ?? '');
    await store.seal(id, { note: '', by: 'Robin' });
    await expect(store.restoreRow(id, added[0]?.id ?? '')).rejects.toMatchObject({ code: 'row-not-found' });
  });

  it('keeps a text on its side for ever, also when it was removed, comes back or is labelled anew', async () => {
    const id = await workspace();
    const { rows: added } = await store.addRows(id, rows('status', 100));
    const test = added.filter(({ part }) => part === 'test');
    expect(test.length).toBeGreaterThan(5);
    for (const { id: row } of added) await store.removeRow(id, row);
    for (const { text } of test)
      expect(await store.addRow(id, { text: text.toUpperCase(), intent: 'other', source: 'console' })).toMatchObject({
        part: 'test',
      });
  });

  it('has one correction for a message: the last one', async () => {
    const id = await workspace();
    const origin = { conversationId: await conversation(id), messageSeq: 4 };
    await store.correct(id, { text: 'it never came', intent: 'status', origin });
    await store.correct(id, { text: 'it never came', intent: 'missing', origin });
    const { items } = await store.listRows(id, { conversationId: origin.conversationId, limit: 9 });
    expect(items.map(({ intent, source }) => [intent, source])).toEqual([['missing', 'correction']]);
  });

  it('lists page after page, filtered', async () => {
    const id = await workspace();
    await store.addRows(id, [...rows('status', 7), ...rows('cancel', 5)]);
    const first = await store.listRows(id, { intent: 'status', limit: 4 });
    const second = await store.listRows(id, { intent: 'status', limit: 4, cursor: first.nextCursor ?? '' });
    expect(first.items).toHaveLength(4);
    expect(second).toMatchObject({ nextCursor: null });
    expect(new Set([...first.items, ...second.items].map(({ text }) => text)).size).toBe(7);
    expect((await store.listRows(id, { search: 'NUMBER 6', limit: 9 })).items.map(({ intent }) => intent)).toEqual([
      'status',
    ]);
    expect((await store.listRows(id, { search: '%', limit: 9 })).items).toEqual([]);
  });

  it('shows a workspace nothing of another, and lets it change nothing there', async () => {
    const [mine, theirs] = [await workspace(), await workspace()];
    const row = await store.addRow(theirs, { text: 'secret', intent: 'status', source: 'console' });
    const { number } = await store.seal(theirs, { note: '', by: 'Robin' });
    expect((await store.listRows(mine, everything)).items).toEqual([]);
    expect((await store.readSummary(mine)).intents).toEqual([]);
    await expect(store.removeRow(mine, row.id)).rejects.toMatchObject({ code: 'row-not-found' });
    await expect(store.replaceRow(mine, row.id, { text: 'x', intent: 'y' })).rejects.toMatchObject({
      code: 'row-not-found',
    });
    await expect(store.readVersion(mine, number)).rejects.toMatchObject({ code: 'dataset-version-not-found' });
  });

  it('makes no version of nothing', async () => {
    await expect(store.seal(await workspace(), { note: '', by: 'Robin' })).rejects.toMatchObject({
      code: 'dataset-empty',
    });
  });

  it('seals exactly what its hash says while others add rows', async () => {
    const id = await workspace();
    await store.addRows(id, rows('status', 5));
    const [version] = await Promise.all([
      store.seal(id, { note: '', by: 'Robin' }),
      ...Array.from({ length: 10 }, (_, n) =>
        store.addRow(id, { text: `meanwhile ${n}`, intent: 'other', source: 'console' }),
      ),
    ]);
    expect(hashDataset((await store.readVersion(id, version.number)).rows)).toBe(version.hash);
  });
});
