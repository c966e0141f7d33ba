import { type AnswerEvidence, expectAnswers } from './expect-answers';
import { expectPassages } from './expect-passages';

const passage = (documentId: string, quality: number, score = quality) => ({
  documentId,
  score,
  signals: { cosine: quality, sentenceCosine: quality, coverage: quality },
});
const evidence = (change: Partial<AnswerEvidence> = {}): AnswerEvidence => ({
  understanding: {
    intents: [{ intent: 'hire', confidence: 0.98, threshold: 0.7 }],
    outOfScope: { score: -3, threshold: 0 },
  },
  passages: [passage('hire', 0.7)],
  curated: new Map([['hire', new Set(['hire'])]]),
  ...change,
});

describe('expectAnswers', () => {
  it('expects more of an answer whose own document the search finds too', () => {
    const same = expectAnswers(evidence());
    const other = expectAnswers(evidence({ passages: [passage('courses', 0.7)] }));
    const none = expectAnswers(evidence({ passages: [] }));
    expect(same.curated).toBeGreaterThan(none.curated);
    expect(other.curated).toBeLessThan(none.curated);
    expect(same.passages).toBeGreaterThan(other.passages);
  });

  it.each([
    ['unlike its examples', { likeness: -2 }, {}],
    ['full of words that none of them has', { unfamiliar: 0.75 }, {}],
    ['nearly as much of another intent', {}, { confidence: 0.9 }],
  ])('trusts a likely intent less when the message is %s', (_why, of, next) => {
    const { intents, outOfScope } = evidence().understanding;
    const [best] = intents;
    if (best === undefined) throw new Error('there is an intent');
    const read = [
      { ...best, ...of },
      { intent: 'repair', confidence: 0.01, threshold: 0.7, ...next },
    ];
    const usual = expectAnswers(evidence());
    const doubted = expectAnswers(evidence({ understanding: { intents: read, outOfScope } }));
    expect(usual.curated).toBeGreaterThan(0.9);
    expect(doubted.curated).toBeLessThan(0.8);
    expect(doubted.intent).toBeLessThan(usual.intent);
  });

  it('trusts no intent of a message that is outside of what the desk knows and unlike its examples', () => {
    const intents = [{ intent: 'hire', confidence: 0.98, threshold: 0.7, likeness: -2 }];
    const outside = { intents, outOfScope: { score: 2, threshold: 0 } };
    expect(expectAnswers(evidence({ understanding: outside })).intent).toBeLessThan(0.3);
  });

  it('expects nothing of an intent without an answer, and nothing of nothing', () => {
    expect(expectAnswers(evidence({ curated: new Map() })).curated).toBe(0);
    const blind = { intents: [], outOfScope: null };
    expect(expectAnswers(evidence({ understanding: blind, passages: [] }))).toEqual({
      intent: 0,
      curated: 0,
      passages: 0,
    });
  });
});

describe('expectPassages', () => {
  it('grows with the signals and with the lead over the next document', () => {
    const alone = expectPassages([passage('a', 0.6)], null);
    expect(expectPassages([passage('a', 0.8)], null)).toBeGreaterThan(alone);
    expect(expectPassages([passage('a', 0.6), passage('b', 0.6)], null)).toBeLessThan(alone);
    expect(expectPassages([passage('a', 0.6), passage('a', 0.6)], null)).toBe(alone);
  });
});
