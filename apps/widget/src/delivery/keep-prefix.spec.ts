import { keepPrefix } from './keep-prefix';

const signed = (payload: object): string => `x.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.x`;

describe('keepPrefix', () => {
  it('differs between customers, and from whoever is nobody known', () => {
    const ana = keepPrefix('demo', signed({ sub: 'C-1', exp: 1 }));
    expect(ana).toBe(keepPrefix('demo', signed({ sub: 'C-1', exp: 2, name: 'Ána' })));
    expect(new Set([ana, keepPrefix('demo', signed({ sub: 'C-2' })), keepPrefix('demo', undefined)]).size).toBe(3);
  });

  it.each(['', 'nonsense', 'a.b.c', signed({ sub: 7 })])('takes %j for nobody', (identity) => {
    expect(keepPrefix('demo', identity)).toBe('switchboard.demo');
  });
});
