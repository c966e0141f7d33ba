import { fakeEncoder } from '@switchboard/testing';
import { suggestIntents } from './suggest-intents';

const gift = ['do you sell gift cards', 'do you sell a gift card', 'you do sell gift cards', 'do you sell gift card'];
const parking = ['is there parking at the store', 'parking near the store', 'where is parking for the store'];

async function messagesOf(texts: readonly string[]) {
  const embeddings = await fakeEncoder(256).embed(texts);
  return texts.map((text, index) => ({
    conversationId: String(index),
    messageSeq: 1,
    text,
    at: '2026-01-01T00:00:00.000Z',
    embedding: embeddings[index] as Float32Array,
  }));
}

describe('suggestIntents', () => {
  it('groups messages that say about the same, the largest group first, with a name from their words', async () => {
    const mixed = [gift[0], parking[0], gift[1], 'zzzz qqqq', parking[1], gift[2], parking[2], gift[3]] as string[];
    const suggestions = suggestIntents(await messagesOf(mixed));
    expect(suggestions.map(({ messages }) => messages.map(({ text }) => text).sort())).toEqual([
      [...gift].sort(),
      [...parking].sort(),
    ]);
    expect(suggestions[0]?.name).toContain('gift');
    expect(suggestions[1]?.name).toContain('parking');
  });

  it('makes nothing of nothing', () => expect(suggestIntents([])).toEqual([]));
});
