import { docxParagraph, docxTable, makeDocx, makePdf } from '@switchboard/testing';
import { readFile } from './read-file';
import type { SourceFile } from './reader';

const file = (name: string, content: string | Uint8Array, more: Partial<SourceFile> = {}): SourceFile => ({
  name,
  mediaType: '',
  charset: null,
  bytes: typeof content === 'string' ? new TextEncoder().encode(content) : content,
  url: null,
  ...more,
});
const only = async (source: SourceFile) => {
  const documents = await readFile(source);
  expect(documents).toHaveLength(1);
  return documents[0] as (typeof documents)[number];
};
const latin = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('Markdown', () => {
  it('takes title and language from its front matter, or the title from its first heading', async () => {
    expect(await only(file('a.md', '---\ntitle: Returns\nlanguage: de\n---\nThirty days.'))).toEqual({
      key: 'a.md',
      url: null,
      title: 'Returns',
      markdown: 'Thirty days.',
      language: 'de',
    });
    expect(await only(file('b.md', '# Delivery\n\nTwo days from our warehouse in the north.'))).toMatchObject({
      title: 'Delivery',
      markdown: 'Two days from our warehouse in the north.',
      language: 'en',
    });
  });

  it('cuts a long text at its headings, and one without headings anywhere', async () => {
    const section = (number: number) => `## Part ${number}\n\n${'Words about boots. '.repeat(900)}`;
    const parts = await readFile(file('long.md', [1, 2, 3, 4].map(section).join('\n\n')));
    expect(parts.map(({ key, title }) => [key, title])).toEqual([
      ['long.md#part=1', 'long'],
      ['long.md#part=2', 'long (2)'],
    ]);
    expect(parts.every(({ markdown }) => markdown.startsWith('## Part'))).toBe(true);
    expect((await readFile(file('flat.txt', 'x'.repeat(100_000)))).length).toBe(3);
  });

  it('without words is empty', () => expect(readFile(file('a.md', ' \n'))).rejects.toMatchObject({ reason: 'empty' }));
});

describe('HTML', () => {
  const page = `<html lang="en-GB"><head><title>Returns | Shop</title></head><body>
    <nav><a href="/a">Home</a><a href="/b">Boots</a></nav>
    <main><h1>Returns</h1><p>You may send boots back within thirty days of delivery, unworn and in their box.</p>
    <h2>Costs</h2><table><tr><th>Country</th><th>Cost</th></tr><tr><td>Ireland</td><td>€4</td></tr></table>
    <ul><li>Print the label</li><li>Close the box</li></ul></main>
    <footer>Imprint and cookies</footer><script>track()</script></body></html>`;

  it('becomes Markdown with headings, tables and lists, without what surrounds it', async () => {
    const { title, markdown, language } = await only(file('returns.html', page));
    expect([title, language]).toEqual(['Returns', 'en']);
    expect(markdown).toContain('## Costs');
    expect(markdown).toMatch(/\| Ireland \| €4 +\|/);
    expect(markdown).toMatch(/^-\s+Print the label$/m);
    expect(markdown).not.toMatch(/Home|Imprint|track|^# /m);
  });

  it.each([
    [
      'windows-1252',
      latin('<meta charset="windows-1252"><p>Retour gratuit, déjà payé, sous trente jours.</p>'),
      'déjà',
    ],
    ['gb18030', Uint8Array.from([0x3c, 0x70, 0x3e, 0xcd, 0xcb, 0xbb, 0xf5, 0xd5, 0xfe, 0xb2, 0xdf]), '退货政策'],
  ])('is read in %s', async (charset, bytes, words) => {
    expect((await only(file('x.html', bytes, { charset }))).markdown).toContain(words);
  });

  it('in another encoding that nobody names is recognised', async () => {
    const bytes = latin(
      '<p>Die Rückgabe ist für dreißig Tage möglich. Schöne Grüße aus München, über alle Maße höflich.</p>',
    );
    expect((await only(file('x.html', bytes))).markdown).toContain('Rückgabe ist für dreißig Tage möglich');
  });
});

describe('PDF', () => {
  it('is text by page, with broken words put together', async () => {
    const { markdown } = await only(
      file('guide.pdf', makePdf(['Boots are water-\nproof for two years.', 'Soles are replaced by hand.'])),
    );
    expect(markdown).toBe(
      '## Page 1\n\nBoots are waterproof for two years.\n\n## Page 2\n\nSoles are replaced by hand.',
    );
  });

  it('of 500 pages comes in parts', async () => {
    const pages = Array.from(
      { length: 500 },
      (_, index) => `Clause ${index + 1}. ${'The insured must report it.\n'.repeat(20)}`,
    );
    const parts = await readFile(file('policy.pdf', makePdf(pages)));
    expect(parts.length).toBeGreaterThan(5);
    expect(parts.at(-1)?.markdown).toContain('## Page 500\n\nClause 500.');
  }, 60_000);

  it('of pictures says so, and a broken one too', async () => {
    await expect(readFile(file('scan.pdf', makePdf(['', '', ''])))).rejects.toMatchObject({ reason: 'scanned' });
    await expect(readFile(file('x.pdf', '%PDF-1.4 nothing else'))).rejects.toMatchObject({ reason: 'broken' });
  });
});

describe('Word', () => {
  it('keeps headings and tables', async () => {
    const body =
      docxParagraph('Warranty', 'Heading1') +
      docxParagraph('Two years.') +
      docxTable([
        ['Part', 'Years'],
        ['Sole', '1'],
      ]);
    const { title, markdown } = await only(file('warranty.docx', await makeDocx(body)));
    expect(title).toBe('Warranty');
    expect(markdown).toContain('Two years.');
    expect(markdown).toMatch(/\| Sole \| 1 +\|/);
  });

  it('that is broken, or no archive at all, is broken', async () => {
    const whole = await makeDocx(docxParagraph('Two years.'));
    for (const bytes of [whole.slice(0, 300), new TextEncoder().encode('no archive')])
      await expect(readFile(file('x.docx', bytes))).rejects.toMatchObject({ reason: 'broken' });
  });

  it('that unpacks without end is refused before anybody parses it', async () => {
    const bomb = await makeDocx(docxParagraph('x'), { 'word/styles.xml': new Uint8Array(30 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(readFile(file('bomb.docx', bomb))).rejects.toMatchObject({ reason: 'bomb' });
  });

  it('that lies about the size of a member is broken', async () => {
    const bomb = Buffer.from(
      await makeDocx(docxParagraph('x'), { 'word/styles.xml': new Uint8Array(3 * 1024 * 1024) }),
    );
    const entry = bomb.lastIndexOf(Buffer.from('word/styles.xml')) - 46;
    bomb.writeUInt32LE(1_000, entry + 24);
    await expect(readFile(file('liar.docx', bomb))).rejects.toMatchObject({ reason: 'broken' });
  });
});

describe('Sheets', () => {
  it('of questions and answers give an article a row, under a key that survives sorting', async () => {
    const rows = [
      'Frage;Antwort',
      '"Wo ist mein Paket?";"Im Konto unter Bestellungen; dort steht die Nummer."',
      'Leer;',
    ];
    const [one, ...others] = await readFile(file('faq.csv', rows.join('\n')));
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      key: 'faq.csv#Wo ist mein Paket?',
      title: 'Wo ist mein Paket?',
      markdown: 'Im Konto unter Bestellungen; dort steht die Nummer.',
      language: 'de',
    });
  });

  it('of two columns without a header are questions and answers, others name their columns', async () => {
    const [pair] = await readFile(file('faq.csv', 'Can I return boots?,Within thirty days.'));
    expect(pair).toMatchObject({ title: 'Can I return boots?', markdown: 'Within thirty days.' });
    const [shop] = await readFile(file('shops.tsv', 'City\tOpen\tPhone\nLeeds\t9-17\t0113'));
    expect(shop).toMatchObject({ title: 'Leeds', markdown: '- City: Leeds\n- Open: 9-17\n- Phone: 0113' });
  });
});

it('a file of another kind is named', () =>
  expect(readFile(file('song.mp3', 'x'))).rejects.toMatchObject({ reason: 'unsupported', detail: 'song.mp3' }));
