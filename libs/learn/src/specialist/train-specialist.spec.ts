import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readSpecialist, saveSpecialist, scoreSpecialist } from '@switchboard/models';
import { expandExample } from './expand-examples';
import { type SpecialistExamples, trainSpecialist } from './train-specialist';

const encoder = {
  name: 'flat',
  space: 'flat',
  dimensions: 2,
  featureDimensions: 2,
  encode: async (texts: readonly string[]) =>
    texts.map(() => ({ embedding: Float32Array.of(1, 0), features: Float32Array.of(0, 1) })),
};
const examples: SpecialistExamples = {
  name: 'mood',
  labels: ['calm', 'angry'],
  expand: 4,
  mostFalse: 0.05,
  lines: [
    ...['thank you {so much|kindly}', 'all good, thank you', 'lovely, thank you', 'thank you, bye', 'yes thank you'],
    ...['where is it, thank you', 'thank you for the help'],
  ]
    .map((text) => ({ text, label: 'calm' }))
    .concat(
      ['terrible {shop|service}', 'this is terrible', 'a terrible week', 'terrible, terrible', 'how terrible'].map(
        (text) => ({ text, label: 'angry' }),
      ),
    ),
};
const [encoding] = [{ embedding: Float32Array.of(1, 0), features: Float32Array.of(0, 1) }];

describe('a specialist', () => {
  it('spreads a line into its alternatives, at most so many', () => {
    expect(expandExample('{a|b} {c|}', 9, () => 0.5).sort()).toEqual(['a', 'a c', 'b', 'b c']);
    expect(expandExample('{a|b|c|d} {1|2|3}', 5, Math.random)).toHaveLength(5);
  });

  it('learns from words alone, and is the same after saving and reading', async () => {
    const specialist = await trainSpecialist(examples, { encoder });
    const score = (of: typeof specialist, text: string): number => scoreSpecialist(of, text, encoding as never)[1] ?? 0;
    expect(score(specialist, 'what a terrible app')).toBeGreaterThan(0.5);
    expect(score(specialist, 'ok thank you')).toBeLessThan(0.5);
    const file = join(mkdtempSync(join(tmpdir(), 'specialist-')), 'mood.json');
    saveSpecialist(file, specialist);
    const read = readSpecialist(file);
    expect(read?.card).toEqual(specialist.card);
    if (read !== null) expect(score(read, 'a terrible bot')).toBeCloseTo(score(specialist, 'a terrible bot'), 1);
  });

  it('is not there when its file is not, or is another thing', () => {
    expect(readSpecialist('/nowhere/x.json')).toBeNull();
    expect(readSpecialist(__filename)).toBeNull();
  });
});
