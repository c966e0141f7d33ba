import { createKeep } from './keep';
import { createOutbox } from './outbox';

const blocked = () => {
  throw new Error('storage is blocked');
};

describe('the outbox', () => {
  it('keeps unsent messages with their ids over a reload, in order', () => {
    const keep = createKeep('test', blocked);
    const before = createOutbox(keep, () => `id-${before.items().length}`);
    before.add('first');
    before.add('second');
    expect(createOutbox(keep).items()).toEqual([
      { clientId: 'id-0', text: 'first' },
      { clientId: 'id-1', text: 'second' },
    ]);
  });

  it('forgets a message once it is acknowledged', () => {
    const keep = createKeep('test', blocked);
    const outbox = createOutbox(keep, () => 'one');
    outbox.add('hello');
    outbox.remove('one');
    expect(createOutbox(keep).items()).toEqual([]);
  });

  it('keeps a refused message with the reason, so that its words are not lost', () => {
    const outbox = createOutbox(createKeep('test', blocked), () => 'one');
    outbox.add('too long');
    outbox.refuse('one', 'the text is too long');
    expect(outbox.items()).toEqual([{ clientId: 'one', text: 'too long', refused: 'the text is too long' }]);
  });

  it('begins empty when what was stored is no outbox', () => {
    const keep = createKeep('test', blocked);
    keep.write('outbox', '{"broken');
    expect(createOutbox(keep).items()).toEqual([]);
  });
});
