import { assignParts } from './assign-parts';

const rows = (count: number, intent = 'a') =>
  Array.from({ length: count }, (_, index) => ({ words: `${intent} ${index}`, intent }));
const nothing = new Map<string, never>();

describe('assignParts', () => {
  it('keeps about a seventh for measuring, the same ones in any order', () => {
    const many = rows(1_000);
    const parts = assignParts(many, nothing, nothing);
    const share = parts.filter((part) => part === 'test').length / many.length;
    expect(share).toBeGreaterThan(0.11);
    expect(share).toBeLessThan(0.19);
    expect(assignParts([...many].reverse(), nothing, nothing).reverse()).toEqual(parts);
  });

  it('keeps nothing back of an intent that has too little to learn from', () => {
    for (const { words, intent } of rows(200, 'rare'))
      expect(assignParts([{ words, intent }], nothing, nothing)).toEqual(['train']);
  });

  it('gives the same words under two intents one side', () => {
    const twice = rows(200).flatMap((row) => [row, { ...row, intent: 'b' }]);
    const parts = assignParts(twice, nothing, new Map());
    for (let at = 0; at < parts.length; at += 2) expect(parts[at]).toBe(parts[at + 1]);
  });

  it('lets what was decided earlier stand, also against what is asked for', () => {
    const [row] = rows(1);
    const known = new Map([['a 0', 'train' as const]]);
    expect(assignParts([{ words: 'a 0', intent: 'a', ...row, part: 'test' }], known, nothing)).toEqual(['train']);
  });
});
