import { draftOf } from './draft-of';

const example = (text: string) => ({
  conversationId: crypto.randomUUID(),
  seq: 1,
  text,
  kind: 'unanswered' as const,
  at: '2026-01-01T00:00:00.000Z',
});
const topic = { title: 'Do you wrap\ngifts?', count: 3, unanswered: 3, badlyRated: 0, answeredNow: false };
const words = { answer: 'Write the answer here.', alsoAsked: 'Also asked as' };

describe('the draft of a missing article', () => {
  it('has the question as its title and the other ways to ask it once each', () => {
    const examples = [example('Do you wrap gifts?'), example('gift wrapping?'), example('gift  wrapping?')];
    expect(draftOf({ ...topic, examples }, words)).toEqual({
      title: 'Do you wrap gifts?',
      markdown: 'Write the answer here.\n\n## Also asked as\n\n- gift wrapping?\n',
    });
  });

  it('has no list where it was asked in one way only', () =>
    expect(draftOf({ ...topic, examples: [example('Do you wrap gifts?')] }, words).markdown).toBe(
      'Write the answer here.\n',
    ));
});
