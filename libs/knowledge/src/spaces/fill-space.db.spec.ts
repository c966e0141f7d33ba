import { randomUUID } from 'node:crypto';
import type { Database } from '@switchboard/db';
import { fakeEncoder, testDatabases } from '@switchboard/testing';
import { type KnowledgeStore, createKnowledgeStore } from '../create-knowledge-store';
import { ingestDocument } from '../ingest-document';
import { createSearch } from '../search/create-search';
import { passageSpace } from '../search/passage-space';
import { fillSpace } from './fill-space';

const before = { ...fakeEncoder(384), space: 'before@1' };
const now = { ...fakeEncoder(384), space: 'now@1' };
const article = (slug: string, markdown: string) => ({ source: 'test', slug, title: slug, summary: '', markdown });
const inNow = passageSpace(now.space);

describe.each(testDatabases())('filling an embedding space on $name', ({ open }) => {
  let database: Database;
  let store: KnowledgeStore;
  let workspace: string;
  beforeAll(async () => {
    database = await open();
    store = createKnowledgeStore(database);
  }, 60_000);
  afterAll(() => database.close());
  beforeEach(async () => {
    workspace = randomUUID();
    await database.query({
      text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)',
      values: [workspace, workspace],
    });
    for (const slug of ['delivery', 'returns', 'repairs'])
      await ingestDocument(workspace, article(slug, `All about ${slug} of boots.`), { store, encoder: before });
  });

  const found = async (text: string, encoder: typeof now): Promise<string[]> => {
    const search = createSearch({ store, encoderOf: () => encoder });
    const [embedding = null] = await encoder.embed([text]);
    return (await search(workspace, { text, embedding, space: encoder.space, limit: 5 })).map(({ slug }) => slug);
  };

  it('embeds every document beside the passages that serve, which are found as before', async () => {
    const seen: string[] = [];
    const onProgress = ({ done, total }: { done: number; total: number }) => void seen.push(`${done}/${total}`);
    await fillSpace(workspace, { store, encoder: now }, { onProgress });
    expect(seen.at(-1)).toBe('3/3');
    expect((await found('repairs of boots', before))[0]).toBe('repairs');
    expect((await found('repairs of boots', now))[0]).toBe('repairs');
    expect(await found('repairs of boots', now)).toHaveLength(3);
  });

  it('goes on where it was stopped, and embeds nothing twice', async () => {
    const stop = new AbortController();
    const embedded: string[] = [];
    const counting = {
      ...now,
      embed: async (texts: readonly string[]) => {
        embedded.push(...texts.filter((text) => text.startsWith('All about')));
        return now.embed(texts);
      },
    };
    const onProgress = ({ done }: { done: number }) => done === 1 && stop.abort();
    await expect(
      fillSpace(workspace, { store, encoder: counting }, { signal: stop.signal, onProgress }),
    ).rejects.toThrow();
    await fillSpace(workspace, { store, encoder: counting });
    expect(new Set(embedded).size).toBe(embedded.length);
    expect(await store.countFilled(workspace, inNow)).toEqual({ filled: 3, total: 3 });
  });

  it('does a document again that was edited while the space was filled', async () => {
    await fillSpace(workspace, { store, encoder: now });
    await ingestDocument(workspace, article('returns', 'Sixty days for skis.'), { store, encoder: before });
    expect(await store.countFilled(workspace, inNow)).toEqual({ filled: 2, total: 3 });
    await fillSpace(workspace, { store, encoder: now });
    expect((await found('sixty days for skis', now))[0]).toBe('returns');
  });

  it('writes nothing over a document that changed between reading and writing', async () => {
    const [document] = await store.listUnfilled(workspace, inNow, 1);
    if (document === undefined) throw new Error('nothing to fill');
    expect(await store.addPassages(workspace, { ...document, contentHash: 'another' }, inNow, [])).toBe(false);
  });

  it('keeps the old space until it is dropped, and of a document that lacks the new one even then', async () => {
    await fillSpace(workspace, { store, encoder: now });
    await ingestDocument(workspace, article('late', 'A late article.'), { store, encoder: before });
    await store.dropOtherSpaces(workspace, inNow);
    expect(await store.countFilled(workspace, passageSpace(before.space))).toEqual({ filled: 1, total: 4 });
    expect(await store.countFilled(workspace, inNow)).toEqual({ filled: 3, total: 4 });
  });

  it('does not search half a space: while the passages of an encoder are made again, words find them', async () => {
    const remade = { ...before, space: 'before@2' };
    const search = createSearch({
      store,
      encoderOf: () => remade,
      spaceOf: async () => passageSpace(before.space),
    });
    const [embedding = null] = await remade.embed(['repairs']);
    const [best] = await search(workspace, { text: 'repairs', embedding, space: remade.space, limit: 5 });
    expect(best).toMatchObject({ slug: 'repairs', cosine: 0 });
  });
});
