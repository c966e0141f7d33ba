import { en } from './en';
import { zh } from './zh';

const leaves = (value: object, path = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    typeof item === 'string' ? [[`${path}${key}`, item] as [string, string]] : leaves(item as object, `${path}${key}.`),
  );
const places = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe('the two languages of the console', () => {
  it('have the same keys with the same placeholders', () => {
    const chinese = new Map(leaves(zh));
    for (const [key, text] of leaves(en)) expect([key, places(chinese.get(key) ?? '')]).toEqual([key, places(text)]);
    expect(chinese.size).toBe(leaves(en).length);
  });
});
