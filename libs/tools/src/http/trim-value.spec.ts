import { trimValue } from './trim-value';

describe('trimValue', () => {
  it('leaves what fits as it is', () => {
    expect(trimValue({ a: [1, 2] }, 100)).toEqual({ value: { a: [1, 2] }, note: null });
  });

  it('keeps the beginning of every list and says how much is missing', () => {
    const orders = Array.from({ length: 5_000 }, (_, index) => ({ id: `FM-${index}`, note: 'x'.repeat(300) }));
    const { value, note } = trimValue({ orders, total: 5_000 }, 3_500);
    expect(JSON.stringify(value).length).toBeLessThanOrEqual(3_500);
    expect(value).toMatchObject({ total: 5_000 });
    expect(JSON.stringify(value)).toMatch(/FM-0.*… \d+ more/);
    expect(note).toMatch(/has \d{7} characters/);
  });

  it('cuts what has no lists to shorten', () => {
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, 'x'.repeat(200)]));
    expect(JSON.stringify(trimValue(wide, 3_500).value).length).toBeLessThanOrEqual(3_500);
    expect(trimValue('x'.repeat(2_000_000), 3_500).note).toContain('2000002');
  });
});
