import { citationHref, headingAnchor } from './citation-href';
import { renderArticle } from './render-article';

const citation = {
  number: 1,
  documentId: '1',
  slug: 'returns',
  title: 'Returns',
  passageId: null,
  quote: 'Within 30 days – free of charge.',
};
const base = 'https://desk.example/';

describe('where a citation opens', () => {
  it('is the article in the help centre, at the heading it quotes', () => {
    expect(citationHref(citation, base)).toBe('https://desk.example/help/returns');
    const href = citationHref({ ...citation, heading: 'What “free” means' }, base);
    expect(href).toBe('https://desk.example/help/returns#what-free-means');
    expect(renderArticle('## What “free” means')).toContain(`id="${headingAnchor('What “free” means')}"`);
  });

  it('is the page on the web, at the words it quotes', () => {
    expect(citationHref({ ...citation, url: 'https://shop.example/returns#top' }, base)).toBe(
      'https://shop.example/returns#:~:text=Within%2030%20days%20%E2%80%93%20free%20of%20charge.',
    );
  });

  it('is the page of a PDF', () => {
    expect(citationHref({ ...citation, url: 'https://shop.example/terms.pdf', heading: 'Page 12' }, base)).toBe(
      'https://shop.example/terms.pdf#page=12',
    );
  });

  it('is never outside of the help centre, whatever a slug holds', () =>
    expect(citationHref({ ...citation, slug: '../admin' }, base)).toBe('https://desk.example/help/..%2Fadmin'));
});
