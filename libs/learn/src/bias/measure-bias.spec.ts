import type { IntentModel } from '@switchboard/models';
import { exceededBounds } from './exceeded-bounds';
import { measureBias } from './measure-bias';
import { biasHtml, biasMarkdown } from './render-bias';
import { variants } from './vary-message';

/** Understands everything except what somebody called Ngozi writes, and capitals. */
const model = {
  hash: 'h',
  card: { labels: ['a', 'b'], outOfScope: { threshold: 0.5 } },
  score: async ({ text }: { text: string }) => {
    const unfair = text.includes('Ngozi') || text === text.toUpperCase();
    return { probabilities: Float32Array.from(unfair ? [0.4, 0.6] : [0.9, 0.1]), outOfScopeScore: unfair ? 0.8 : 0.1 };
  },
} as unknown as IntentModel;
const encoder = {
  encode: async (texts: readonly string[]) =>
    texts.map(() => ({ embedding: new Float32Array(1), features: new Float32Array(0) })),
};
const rows = Array.from({ length: 40 }, (_, index) => ({ text: `where is my parcel ${index}`, intent: 'a' }));
const names = [
  { name: 'Ngozi', group: 'one' },
  { name: 'Emma', group: 'two' },
  { name: 'Mei', group: 'three' },
];

describe('bias', () => {
  it('finds the group that is understood worse, and no other', async () => {
    const report = await measureBias({ model, encoder, rows }, variants(names));
    expect(report.plain.accuracy).toBe(1);
    const one = report.groups.find(({ group }) => group === 'one');
    expect(one).toMatchObject({ accuracy: 0, refused: 1 });
    expect(one?.gaps.accuracy.high).toBeLessThan(-0.5);
    const beyond = exceededBounds(report).map(({ group }) => group);
    expect(beyond).toEqual(['one', 'capitals']);
    expect(biasMarkdown(report, exceededBounds(report))).toContain('one loses');
  });

  it('does not stop a model for one message of many', async () => {
    const fair = {
      ...model,
      score: async () => ({
        probabilities: Float32Array.from([0.9, 0.1]),
        outOfScopeScore: 0,
        likeness: new Float32Array(2),
        unfamiliar: new Float32Array(2),
      }),
    };
    const report = await measureBias({ model: fair as IntentModel, encoder, rows }, variants(names));
    expect(exceededBounds(report)).toEqual([]);
    expect(biasHtml({ ...report, groups: [{ ...report.groups[0], group: '<b>' } as never] }, [])).not.toContain('<b>');
  });

  it('gives every name the same sentences', () => {
    const [one, two] = variants(names);
    expect(one?.rewrite('Hello.', 1).replace('Ngozi', '')).toBe(two?.rewrite('Hello.', 1).replace('Emma', ''));
  });
});
