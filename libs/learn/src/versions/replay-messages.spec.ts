import { compareReadings } from './replay-messages';

const message = (live: string | null, candidate: string | null) => ({
  conversationId: '0',
  text: `${live} → ${candidate}`,
  live,
  candidate,
});

describe('compareReadings', () => {
  it('counts what would have changed and shows differing answers first', () => {
    const replay = compareReadings([
      message('a', 'a'),
      message(null, null),
      message(null, 'a'),
      message('a', null),
      message('a', 'b'),
    ]);
    expect(replay).toMatchObject({ messages: 5, differently: 1, newlyAnswered: 1, noLongerAnswered: 1 });
    expect(replay.examples.map(({ text }) => text)).toEqual(['a → b', 'a → null', 'null → a']);
  });
});
