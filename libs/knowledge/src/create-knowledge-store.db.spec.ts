import { randomUUID } from 'node:crypto';
import type { Reader } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { fakeEncoder, testDatabases } from '@switchboard/testing';
import { DocumentNotFoundError, type KnowledgeStore, createKnowledgeStore } from './create-knowledge-store';
import { ingestDocument } from './ingest-document';
import { searchPassages } from './knowledge.sql';
import { type Search, anyReader, createSearch } from './search/create-search';
import { passageSpace } from './search/passage-space';

const encoder = fakeEncoder(384);
const article = (slug: string, markdown: string, title = slug) => ({
  source: 'test',
  slug,
  title,
  summary: '',
  markdown,
});

/** 150 passages of one workspace, all nearer to a vector than anything else, no two the same. */
const crowd = (workspaceId: string, space: string, near: Float32Array) => ({
  text: `INSERT INTO passage (id, workspace_id, document_id, position, text, space, embedding)
    SELECT gen_random_uuid(), $1, (SELECT id FROM document WHERE workspace_id = $1 LIMIT 1), 100 + n, '', $2,
      (SELECT array_agg(v + 0.05 * sin(n * i)) FROM unnest($3::vector::real[]) WITH ORDINALITY component (v, i))::vector
    FROM generate_series(1, 150) n`,
  values: [workspaceId, space, `[${near.join(',')}]`],
});

describe.each(testDatabases())('the knowledge store on $name', ({ open }) => {
  let database: Database;
  let store: KnowledgeStore;
  let find: Search;
  let mine: string;
  let theirs: string;
  beforeAll(async () => {
    database = await open();
    store = createKnowledgeStore(database);
    find = createSearch({ store, encoderOf: () => encoder });
    [mine, theirs] = [await workspace('mine'), await workspace('theirs')];
    await ingest(
      mine,
      article(
        'delivery',
        'Standard delivery costs £3.95.\n\n## Express\n\nExpress delivery costs £7.95 and comes the next day.',
      ),
    );
    await ingest(mine, article('repairs', 'Resoling boots costs £65. A zip costs from £18.'));
    await ingest(theirs, article('secret', 'Express delivery of the neighbours costs £1.'));
  }, 60_000);
  afterAll(() => database.close());

  async function workspace(slug: string): Promise<string> {
    const id = randomUUID();
    await database.query({ text: 'INSERT INTO workspace (id, slug, name) VALUES ($1, $2, $2)', values: [id, slug] });
    return id;
  }
  const ingest = (workspaceId: string, input: ReturnType<typeof article>) =>
    ingestDocument(workspaceId, input, { store, encoder });
  const search = async (text: string, options: { blind?: boolean; workspaceId?: string; reader?: Reader } = {}) => {
    const [embedding = null] = await encoder.embed([text]);
    const question = {
      text,
      limit: 5,
      embedding: options.blind === true ? null : embedding,
      space: encoder.space,
      ...(options.reader && { reader: options.reader }),
    };
    return find(options.workspaceId ?? mine, question);
  };

  it('finds the passage that says it, with its heading, sentences and one vector for each', async () => {
    const [best] = await search('what does express delivery cost');
    expect(best).toMatchObject({
      slug: 'delivery',
      heading: 'Express',
      sentences: ['Express delivery costs £7.95 and comes the next day.'],
    });
    expect(best?.sentenceVectors).toHaveLength(encoder.dimensions);
    expect(best?.support).toBeGreaterThan((await search('quantum gravity'))[0]?.support ?? 0);
  });

  it('goes on through the vector index until it has found enough, whoever’s passages lie nearer', async () => {
    const [embedding = new Float32Array()] = await encoder.embed(['express delivery']);
    const query = {
      space: passageSpace(encoder.space),
      embedding,
      parts: [],
      words: [],
      anyOf: [],
      allOf: null,
      weights: [],
      reader: anyReader,
      limit: 5,
    };
    await database
      .transaction(async (tx) => {
        await tx.query(crowd(theirs, query.space, embedding));
        await tx.query({ text: 'SET LOCAL enable_sort = off', values: [] });
        await tx.query({ text: 'SET LOCAL enable_bitmapscan = off', values: [] });
        const { text, values } = searchPassages(mine, query);
        const plan = await tx.query({ text: `EXPLAIN ${text}`, values });
        expect(JSON.stringify(plan)).toContain('passage_embedding_idx');
        expect((await tx.query<{ slug: string }>({ text, values })).map(({ slug }) => slug)).toContain('repairs');
        throw new Error('undone');
      })
      .catch((error: Error) => expect(error.message).toBe('undone'));
  });

  describe('for a certain reader', () => {
    const titles = async (reader: Partial<Reader>, blind = false) =>
      (await search('how long is the guarantee', { reader: { ...anyReader, ...reader }, blind })).map(
        ({ slug }) => slug,
      );
    beforeAll(async () => {
      const guarantee = (slug: string, more: object) => ({ ...article(slug, 'The guarantee is two years.'), ...more });
      await ingest(mine, guarantee('tent', { products: ['tent'] }));
      await ingest(mine, guarantee('stove', { products: ['stove'] }));
      await ingest(mine, guarantee('dealers', { audiences: ['dealers'] }));
      await ingest(mine, guarantee('expired', { validUntil: '2020-01-01T00:00:00Z' }));
    });
    afterAll(() => database.query({ text: `DELETE FROM document WHERE slug = ANY ($1)`, values: [scoped] }));
    const scoped = ['tent', 'stove', 'dealers', 'expired'];

    it.each([true, false])('finds what is for them and nothing else (by words alone: %s)', async (blind) => {
      const found = async (reader: Partial<Reader>) =>
        (await titles(reader, blind)).filter((slug) => scoped.includes(slug)).sort();
      expect(await found({})).toEqual(['stove', 'tent']);
      expect(await found({ product: 'tent' })).toEqual(['tent']);
      expect(await found({ product: 'boat' })).toEqual([]);
      expect(await found({ product: 'tent', audience: 'dealers' })).toEqual(['dealers', 'tent']);
    });

    it('counts what it hides', async () => {
      expect(await store.countHidden(mine, { ...anyReader, product: 'tent' })).toBe(3);
      expect(await store.countHidden(mine, { ...anyReader, audience: 'dealers' })).toBe(1);
    });

    it('prefers the reader’s language, and lets others in when nothing in it answers', async () => {
      const words = 'Gift cards are valid for five years.';
      const inLanguage = (language: string, markdown: string) => ({
        ...article(`gift-${language}`, markdown),
        language,
      });
      await ingest(mine, inLanguage('en', words));
      await ingest(mine, inLanguage('de', words));
      const gifts = async (language: string, text: string) =>
        (await search(text, { reader: { ...anyReader, language } })).map(({ slug }) => slug);
      const inGerman = await gifts('de', words);
      expect(inGerman[0]).toBe('gift-de');
      expect(inGerman).not.toContain('gift-en');
      await ingest(mine, inLanguage('de', 'Etwas anderes.'));
      expect((await gifts('de', words))[0]).toBe('gift-en');
    });
  });

  it('finds by words alone when there is no encoder', async () => {
    expect((await search('resoling boots', { blind: true })).map(({ slug }) => slug)).toEqual(['repairs']);
  });

  it('finds Chinese by its words, which no space parts', async () => {
    await ingest(mine, article('returns-zh', '退货须在收到商品后三十天内申请，运费由我们承担。'));
    expect((await search('怎么申请退货', { blind: true })).map(({ slug }) => slug)).toEqual(['returns-zh']);
  });

  it('finds what one sentence of a long message is about', async () => {
    const chat = 'We walked along the river for an hour and the weather was pleasant all the way home again. '.repeat(
      6,
    );
    const many = chat.split('. ').map((sentence, index) => `${sentence} number ${index}`);
    const message = [...many.slice(0, 3), 'My boots need resoling and a new zip', ...many.slice(3)].join('. ');
    expect((await search(message))[0]?.slug).toBe('repairs');
  });

  it('finds nothing of another workspace, by vector or by words', async () => {
    const both = [...(await search('express delivery neighbours')), ...(await search('neighbours', { blind: true }))];
    expect(both.map(({ slug }) => slug)).not.toContain('secret');
    const { id } = await store.readDocumentBySlug(theirs, 'secret');
    await expect(store.readDocument(mine, id)).rejects.toThrow(DocumentNotFoundError);
  });

  it.each(["' | & ! ( ) :* \\", '', '???', 'the of and', '名前 退货', 'a'.repeat(3_000)])(
    'survives the question %j',
    async (question) => {
      await expect(search(question)).resolves.toBeInstanceOf(Array);
      await expect(search(question, { blind: true })).resolves.toBeInstanceOf(Array);
    },
  );

  it('replaces the passages of changed content and leaves unchanged content alone', async () => {
    expect(await ingest(mine, article('hours', 'Open until six.'))).toBe(true);
    expect(await ingest(mine, article('hours', 'Open until six.'))).toBe(false);
    expect(await ingest(mine, article('hours', 'Open until eight.'))).toBe(true);
    const texts = (await search('open until')).filter(({ slug }) => slug === 'hours').map(({ text }) => text);
    expect(texts).toEqual(['Open until eight.']);
  });

  it('gives curated answers with the documents they rest on, in the order named', async () => {
    const documents = ['repairs', 'delivery', 'gone'];
    const english = { intent: 'cost', language: 'en', title: 'Cost', text: 'From £3.95.', documents };
    await store.saveCuratedAnswer(mine, english);
    await store.saveCuratedAnswer(mine, { ...english, language: 'zh', text: '3.95 英镑起。' });
    await store.saveCuratedAnswer(mine, { ...english, text: 'From £4.95.' });
    const [answer, chinese] = await store.listCuratedAnswers(mine);
    expect([answer?.text, chinese?.text]).toEqual(['From £4.95.', '3.95 英镑起。']);
    expect(answer).toMatchObject({ intent: 'cost', documents: [{ slug: 'repairs' }, { slug: 'delivery' }] });
    expect(await store.listCuratedAnswers(theirs)).toEqual([]);
  });
});
