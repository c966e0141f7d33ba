import type { Conversation, ConversationPage } from '@switchboard/contracts';
import { belongsTo } from '../api/conversations';
import { placed } from './connect';

const conversation = (id: string, change: Partial<Conversation> = {}) =>
  ({ id, status: 'open', owner: { kind: 'bot' }, ...change }) as Conversation;
const data = (...pages: string[][]) => ({
  pageParams: pages.map(() => null),
  pages: pages.map((ids): ConversationPage => ({ items: ids.map((id) => conversation(id)), nextCursor: null })),
});
const ids = (result: ReturnType<typeof placed>) => result.pages.map(({ items }) => items.map(({ id }) => id));

describe('a changed conversation in the inbox', () => {
  it('moves to the top from whatever page it was on, once', () => {
    expect(ids(placed(data(['a', 'b'], ['c']), conversation('c'), true))).toEqual([['c', 'a', 'b'], []]);
  });

  it('comes into a list it was not part of, and leaves one it no longer belongs to', () => {
    expect(ids(placed(data(['a']), conversation('new'), true))).toEqual([['new', 'a']]);
    expect(ids(placed(data(['a', 'b']), conversation('a'), false))).toEqual([['b']]);
  });

  it('belongs to the views that the server would list it in', () => {
    const mine = conversation('x', { owner: { kind: 'agent', agentId: 'me', name: 'Me' } });
    expect(
      (['open', 'waiting', 'mine', 'bot', 'resolved'] as const).filter((view) => belongsTo(view, mine, 'me')),
    ).toEqual(['open', 'mine']);
    expect(belongsTo('mine', mine, 'other')).toBe(false);
    const resolved = conversation('y', { status: 'resolved' });
    expect(
      (['open', 'waiting', 'mine', 'bot', 'resolved'] as const).filter((view) => belongsTo(view, resolved, 'me')),
    ).toEqual(['resolved']);
  });
});
