import { hidePersonalData } from './hide-personal-data';

describe('hiding personal data before a text leaves the machine', () => {
  it('puts a placeholder for each value and counts them, and leaves the rest', () => {
    const { text, counts } = hidePersonalData('I am ann@example.org, card 4111 1111 1111 1111, see shop.example');
    expect(text).not.toMatch(/ann@|4111/);
    expect(text).toContain('I am <EMAIL');
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(2);
  });
  it('leaves a text without any as it is', () => {
    expect(hidePersonalData('运费是多少')).toEqual({ text: '运费是多少', counts: {} });
  });
});
