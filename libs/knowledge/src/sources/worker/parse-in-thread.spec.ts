import { parseInThread } from './parse-in-thread';

const pageOf = (paragraphs: number) => {
  const html = `<html lang="en"><body><main><h1>Boots</h1>${'<p>Boots are warm, <a href="/soles">soled</a> and dry.</p>'.repeat(paragraphs)}</main></body></html>`;
  return { bytes: new TextEncoder().encode(html), charset: null };
};

describe('a web page', () => {
  it.each([10, 2_500])(
    'gives its article and where it leads, whatever its size (%s paragraphs)',
    async (paragraphs) => {
      const page = await parseInThread(pageOf(paragraphs));
      expect(page).toMatchObject({ title: 'Boots', language: 'en' });
      expect(page.links).toHaveLength(paragraphs);
    },
  );

  it('lets others go on while it is parsed', async () => {
    let turns = 0;
    const others = setInterval(() => turns++, 1);
    await parseInThread(pageOf(2_500));
    clearInterval(others);
    expect(turns).toBeGreaterThan(10);
  });

  it('that is endless is refused with its reason', () =>
    expect(parseInThread(pageOf(60_000))).rejects.toMatchObject({ reason: 'too-large' }));
});
