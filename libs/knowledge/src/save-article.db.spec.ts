import { randomUUID } from 'node:crypto';
import { saveArticleSchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { fakeEncoder, testDatabases } from '@switchboard/testing';
import { anyReader } from './search/create-search';
import { DocumentNotFoundError, type KnowledgeStore, createKnowledgeStore } from './create-knowledge-store';
import { ingestDocument } from './ingest-document';
import { ArticleChangedError, saveArticle } from './save-article';
import { createSearch } from './search/create-search';
import { createSourceStore } from './sources/store/create-source-store';

describe.each(testDatabases())('articles of one’s own on $name', ({ open }) => {
  let database: Database;
  let store: KnowledgeStore;
  let mine: string;
  const encoder = fakeEncoder(384);
  beforeAll(async () => {
    database = await open();
    store = createKnowledgeStore(database);
  }, 60_000);
  beforeEach(async () => void (mine = await workspace()));
  afterAll(() => database.close());

  async function workspace(): Promise<string> {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, id] });
    return id;
  }
  const save = (id: string | null, article: object, workspaceId = mine) =>
    saveArticle(workspaceId, id, saveArticleSchema.parse(article), { store, encoder });
  const found = async (text: string) =>
    (await store.search(mine, { text, vectors: null, reader: anyReader, limit: 5 })).map(({ text: words }) => words);
  const wrapping = { title: 'Gift wrapping', markdown: '## Cost\n\nWe wrap it for **£3**.', language: 'en' };

  it('are found as soon as they are saved, and keep their address over an edit', async () => {
    const first = await save(null, wrapping);
    expect(first).toMatchObject({
      title: 'Gift wrapping',
      summary: 'We wrap it for £3.',
      language: 'en',
      sourceId: null,
    });
    expect(await found('wrap')).toEqual(['We wrap it for £3.']);
    const second = await save(first.id, { ...wrapping, title: 'Wrapping', markdown: 'We wrap it for £4.' });
    expect(second).toMatchObject({ id: first.id, slug: first.slug, title: 'Wrapping', summary: 'We wrap it for £4.' });
    expect(await found('wrap')).toEqual(['We wrap it for £4.']);
    await store.removeArticle(mine, first.id);
    expect(await found('wrap')).toEqual([]);
  });

  it('are not overwritten by somebody who has not seen the last edit', async () => {
    const { id, updatedAt } = await save(null, wrapping);
    await save(id, { ...wrapping, markdown: 'Theirs.', basedOn: updatedAt });
    await expect(save(id, { ...wrapping, markdown: 'Ours.', basedOn: updatedAt })).rejects.toThrow(ArticleChangedError);
  });

  it('are found only while they are valid', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const { id } = await save(null, { ...wrapping, validFrom: later });
    expect(await found('wrap')).toEqual([]);
    await save(id, { ...wrapping, validUntil: later });
    expect(await found('wrap')).toHaveLength(1);
    await save(id, { ...wrapping, validUntil: '2020-01-01T00:00:00.000Z' });
    const [embedding = null] = await encoder.embed(['wrap it']);
    const search = createSearch({ store, encoderOf: () => encoder });
    expect(await search(mine, { text: 'wrap', embedding, space: encoder.space, limit: 5 })).toEqual([]);
    expect(
      saveArticleSchema.safeParse({ ...wrapping, validFrom: later, validUntil: '2020-01-01T00:00:00Z' }).success,
    ).toBe(false);
  });

  it('stand first in the list; those of a source are left to the source', async () => {
    const sources = createSourceStore(database);
    const source = await sources.addFile(mine, { name: 'a.md', mediaType: '', bytes: Buffer.from('x') });
    const input = {
      source: 'source',
      sourceId: source.id,
      sourceKey: 'a',
      slug: 'a',
      title: 'A',
      summary: '',
      markdown: 'Anything.',
    };
    await ingestDocument(mine, input, { store, encoder });
    await save(null, wrapping);
    const { items } = await store.listDocumentPage(mine, { search: '', offset: 0, limit: 5 });
    expect(items.map(({ title, sourceId }) => [title, sourceId === null])).toEqual([
      ['Gift wrapping', true],
      ['A', false],
    ]);
    expect((await store.listDocumentPage(mine, { search: 'WRAP', offset: 0, limit: 5 })).items).toHaveLength(1);
    const id = items[1]?.id ?? '';
    await expect(save(id, wrapping)).rejects.toThrow(DocumentNotFoundError);
    await expect(store.removeArticle(mine, id)).rejects.toThrow(DocumentNotFoundError);
  });

  it('belong to their workspace', async () => {
    const { id } = await save(null, wrapping);
    const theirs = await workspace();
    await expect(save(id, wrapping, theirs)).rejects.toThrow(DocumentNotFoundError);
    await expect(store.removeArticle(theirs, id)).rejects.toThrow(DocumentNotFoundError);
    expect((await store.listDocumentPage(theirs, { search: '', offset: 0, limit: 5 })).items).toEqual([]);
  });
});
