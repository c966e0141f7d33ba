import { splitMarkdown } from './split-markdown';
import { splitSentences } from './split-sentences';

describe('splitMarkdown', () => {
  it('keeps each heading with its text', () => {
    expect(splitMarkdown('First.\n\n## Prices\n\nA zip costs £18.')).toMatchObject([
      { heading: '', text: 'First.' },
      { heading: 'Prices', text: 'A zip costs £18.' },
    ]);
  });

  it('keeps a list whole, quotes its items, and never its lead-in', () => {
    const [section] = splitMarkdown('Bring with you:\n- Your order number.\n- A photo ID.');
    expect(section?.text).toContain('- A photo ID.');
    expect(section?.sentences).toEqual(['Your order number.', 'A photo ID.']);
  });

  it('keeps a table in the text and quotes no row of it', () => {
    const [section] = splitMarkdown('| a | b |\n|---|---|\n| 1 | 2 |');
    expect(section).toMatchObject({ sentences: [] });
    expect(section?.text).toContain('| 1 | 2 |');
  });

  it('begins a new passage when one would be too long, never inside a paragraph', () => {
    const paragraph = `${'Words that fill the page. '.repeat(20)}`.trim();
    const sections = splitMarkdown([paragraph, paragraph, paragraph].join('\n\n'));
    expect(sections.map(({ text }) => text)).toEqual([paragraph, paragraph, paragraph]);
  });

  it('divides a paragraph that is longer than a passage between sentences, into parts about as long', () => {
    const sentence = 'Words that fill the page and go on.';
    const paragraph = Array.from({ length: 60 }, () => sentence).join(' ');
    const sections = splitMarkdown(`## Long\n\n${paragraph}`);
    expect(sections.map(({ text }) => text).join(' ')).toBe(paragraph);
    for (const { heading, text } of sections) {
      expect(heading).toBe('Long');
      expect(text.length).toBeGreaterThan(500);
      expect(text.length).toBeLessThanOrEqual(900);
    }
  });

  it('leaves one sentence whole, however long it is', () => {
    const sentence = `${'words '.repeat(400)}end`;
    expect(splitMarkdown(sentence).map(({ text }) => text)).toEqual([sentence]);
  });

  it('takes the marks out and leaves the words', () => {
    expect(splitMarkdown('See **the** [size guide](/sizes) and `tags`.')[0]?.text).toBe('See the size guide and tags.');
  });
});

describe('splitSentences', () => {
  it('does not break at prices, decimals and common abbreviations', () => {
    expect(splitSentences('It costs £3.95. Open Mon. to Fri., e.g. at 9.30. Closed on Sunday!')).toHaveLength(3);
  });
});
