import type { Message } from './message';
import fc from 'fast-check';
import { emptyThread, mergeMessages } from './thread';

const message = (seq: number): Message => ({ seq, id: `m${seq}` }) as Message;
const seqs = (messages: readonly Message[]) => messages.map(({ seq }) => seq);

describe('mergeMessages', () => {
  it('gives the same thread whatever the order, the repeats and the batches', () => {
    const arrivals = fc.shuffledSubarray(
      [...Array(12).keys()].map((n) => n + 1),
      { minLength: 12 },
    );
    fc.assert(
      fc.property(arrivals, fc.array(fc.integer({ min: 1, max: 12 })), (order, repeats) => {
        let thread = emptyThread;
        for (const seq of [...order, ...repeats]) thread = mergeMessages(thread, [message(seq)]).thread;
        expect(seqs(thread.messages)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        expect(thread.lastSeq).toBe(12);
      }),
    );
  });

  it('notices a gap and closes it when the missing message comes', () => {
    const first = mergeMessages(emptyThread, [message(1), message(3)]);
    expect(first).toMatchObject({ hasGap: true, thread: { lastSeq: 1 } });
    expect(mergeMessages(first.thread, [message(2)])).toMatchObject({ hasGap: false, thread: { lastSeq: 3 } });
  });

  it('keeps the very same thread when nothing is new', () => {
    const { thread } = mergeMessages(emptyThread, [message(1)]);
    expect(mergeMessages(thread, [message(1)]).thread).toBe(thread);
  });
});
