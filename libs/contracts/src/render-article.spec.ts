import { renderArticle } from './render-article';

describe('renderArticle', () => {
  it('keeps links to pages, anchors and mail', () => {
    const html = renderArticle(
      '[shop](https://shop.example/a?b=1&c=2) [up](#top) [help](/help/x) [mail](mailto:a@b.example)',
    );
    expect(html).toContain('<a href="https://shop.example/a?b=1&amp;c=2">shop</a>');
    for (const href of ['#top', '/help/x', 'mailto:a@b.example']) expect(html).toContain(`href="${href}"`);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](<java\tscript:alert(1)>)',
    '[x](< javascript:alert(1)>)',
    '[x](data:text/html;base64,AAAA)',
    '[x](vbscript:x)',
    '[x][1]\n\n[1]: javascript:alert(1)',
    '<javascript:alert(1)>',
    '![x](javascript:alert(1))',
    '![x](data:image/svg+xml;base64,AAAA)',
  ])('makes no link of %j', (markdown) => {
    expect(renderArticle(markdown)).not.toMatch(/<(a|img)\b/);
  });

  it('does not let an entity become a scheme in the browser', () => {
    // A browser decodes entities inside an attribute: the ampersand must arrive escaped.
    const html = renderArticle('[x](javascript&#58;alert(1)) [y](&#106;avascript:alert(1))');
    expect(html).not.toMatch(/href="[^"]*&#/);
  });

  it('shows HTML as text and keeps quotes inside their attribute', () => {
    expect(renderArticle('a <b onclick=x>b</b>\n\n<script>alert(1)</script>')).not.toMatch(/<(b|script)\b/);
    expect(renderArticle('[x](https://a.example/"onmouseover=alert(1))')).not.toMatch(/"onmouseover/);
    expect(renderArticle('![x" onerror="alert(1)](https://a.example/i.png)')).not.toMatch(/" onerror/);
  });
});
