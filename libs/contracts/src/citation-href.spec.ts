import { citationHref, headingAnchor, helpCentre } from './citation-href';
import { renderArticle } from './render-article';

const citation = {
  number: 1,
  documentId: '1',
  slug: 'returns',
  title: 'Returns',
  passageId: null,
  quote: 'Within 30 days – free of charge.',
};
const help = helpCentre('https://desk.example/', 'acme');

describe('where a citation opens', () => {
  it('is the article in the help centre, at the heading it quotes', () => {
    expect(citationHref(citation, help)).toBe('https://desk.example/help/acme/returns');
    const href = citationHref({ ...citation, heading: 'What “free” means' }, help);
    expect(href).toBe('https://desk.example/help/acme/returns#what-free-means');
    expect(renderArticle('## What “free” means')).toContain(`id="${headingAnchor('What “free” means')}"`);
  });

  it('is the page on the web, at the words it quotes', () => {
    expect(citationHref({ ...citation, url: 'https://shop.example/returns#top' }, help)).toBe(
      'https://shop.example/returns#:~:text=Within%2030%20days%20%E2%80%93%20free%20of%20charge.',
    );
  });

  it('is the page of a PDF', () => {
    expect(citationHref({ ...citation, url: 'https://shop.example/terms.pdf', heading: 'Page 12' }, help)).toBe(
      'https://shop.example/terms.pdf#page=12',
    );
  });

  it('is never outside of the help centre, whatever a slug holds', () =>
    expect(citationHref({ ...citation, slug: '../admin' }, help)).toBe('https://desk.example/help/acme/..%2Fadmin'));
});
