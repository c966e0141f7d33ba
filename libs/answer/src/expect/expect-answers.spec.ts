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
    expect(same.curated).toBeGreaterThan(same.intent);
    expect(other.curated).toBeLessThan(other.intent);
    expect(same.passages).toBeGreaterThan(other.passages);
  });

  it('trusts no intent of a message that looks out of scope', () => {
    const outside = { ...evidence().understanding, outOfScope: { score: 2, threshold: 0 } };
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
