import type { Message } from '@switchboard/contracts';
import { memoryBudget } from './memory-budget';
import { type Remembered, recall } from './recall';

/** 30 letters: 10 tokens, and 4 for being a message. */
const words = (count: number, from = 1): Message[] =>
  Array.from({ length: count }, (_, index) => ({ seq: from + index, text: 'x'.repeat(30) }) as Message);

function world(messages: Message[], { fails = false } = {}) {
  const asked: { before: string | null; seqs: number[] }[] = [];
  const saved: Remembered[] = [];
  return {
    asked,
    saved,
    deps: {
      readWords: async (afterSeq: number) => messages.filter(({ seq }) => seq > afterSeq),
      async summarise(before: string | null, older: readonly Message[]) {
        asked.push({ before, seqs: older.map(({ seq }) => seq) });
        return fails ? null : 'in short';
      },
      save: async (remembered: Remembered) => void saved.push(remembered),
    },
  };
}

describe('recall', () => {
  it('is the conversation itself as long as it fits', async () => {
    const at = world(words(10));
    expect(await recall(null, 140, at.deps)).toMatchObject({ remembered: null, dropped: 0, recent: { length: 10 } });
    expect(at.asked).toEqual([]);
  });

  it('summarises what is older once, and goes on from there', async () => {
    const at = world(words(12));
    const first = await recall(null, 140, at.deps);
    expect(at.asked).toEqual([{ before: null, seqs: [1, 2, 3, 4, 5, 6] }]);
    expect(first).toMatchObject({ remembered: { text: 'in short', toSeq: 6 }, recent: { length: 6 }, dropped: 0 });
    expect(at.saved).toEqual([first.remembered]);

    const later = world(words(14));
    expect(await recall(first.remembered, 140, later.deps)).toMatchObject({ recent: { length: 8 }, dropped: 0 });
    expect(later.asked).toEqual([]);

    const muchLater = world(words(20));
    const second = await recall(first.remembered, 140, muchLater.deps);
    expect(muchLater.asked).toEqual([{ before: 'in short', seqs: [7, 8, 9, 10, 11, 12, 13, 14] }]);
    expect(second.remembered).toEqual({ text: 'in short', toSeq: 14 });
  });

  it('leaves the oldest out where nothing can summarise them, and says how many', async () => {
    const at = world(words(12), { fails: true });
    expect(await recall(null, 140, at.deps)).toMatchObject({ remembered: null, recent: { length: 10 }, dropped: 2 });
    expect(at.saved).toEqual([]);
  });

  it('fits any budget, and one message that is longer than all of it', async () => {
    const huge = [{ seq: 1, text: 'x'.repeat(4_000) } as Message];
    for (const fails of [true, false])
      expect((await recall(null, 100, world(huge, { fails }).deps)).recent).toEqual([]);
  });

  it('a budget is a quarter of the context, within reason', () => {
    expect([memoryBudget(4_096), memoryBudget(), memoryBudget(1_000_000)]).toEqual([1_024, 4_000, 6_000]);
  });
});
