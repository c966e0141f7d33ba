import { en as learningEn } from '../learning/words.en';
import { zh as learningZh } from '../learning/words.zh';
import { en } from './en';
import { zh } from './zh';

const leaves = (value: object, path = ''): [string, string][] =>
  Object.entries(value).flatMap(([key, item]: [string, unknown]) =>
    typeof item === 'string' ? [[`${path}${key}`, item] as [string, string]] : leaves(item as object, `${path}${key}.`),
  );
const places = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort();

describe('the two languages of the console', () => {
  it.each([
    ['everywhere', en, zh],
    ['of training data and models', learningEn, learningZh],
  ])('have the same keys with the same placeholders: %s', (_, english, other) => {
    const chinese = new Map(leaves(other));
    for (const [key, text] of leaves(english))
      expect([key, places(chinese.get(key) ?? '')]).toEqual([key, places(text)]);
    expect(chinese.size).toBe(leaves(english).length);
  });
});
