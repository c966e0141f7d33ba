import type { Reader } from '@switchboard/contracts';
import type { FoundPassage } from '@switchboard/knowledge';
import type { TurnDeps } from '@switchboard/turn';
import { createSearchFor } from './create-search-for';

const passage = (language: string | null) => ({ passageId: 'p', language }) as FoundPassage;
const asked: Reader[] = [];
const searchIn = (found: FoundPassage[], code: string, confidence = 0.95) =>
  createSearchFor({
    limit: 5,
    search: async (_, { reader }) => {
      if (reader !== undefined) asked.push(reader);
      return found;
    },
    countHidden: async () => 3,
  })(
    {
      turn: { workspaceId: 'w' },
      conversation: { owner: { kind: 'bot' }, visitor: { audience: 'business' } },
      burst: [{ text: 'how' }],
    } as Parameters<TurnDeps['search']>[0],
    { understanding: { language: { code, confidence } }, embedding: null, space: null } as Parameters<
      TurnDeps['search']
    >[1],
  );

describe('the search of a turn', () => {
  it('is made for the visitor, in the language of the message, and says how much that hid', async () => {
    const { filter } = await searchIn([passage('zh')], 'zh-CN');
    expect(asked.pop()).toEqual({ language: 'zh', audience: 'business', product: null });
    expect(filter).toEqual({ language: 'zh', audience: 'business', product: null, hidden: 3, anyLanguage: false });
  });

  it('says when articles in other languages were let in', async () => {
    expect((await searchIn([passage('zh'), passage('en')], 'zh')).filter?.anyLanguage).toBe(true);
  });

  it('hides no language on a guess', async () => {
    await searchIn([passage('en')], 'zh', 0.5);
    expect(asked.pop()?.language).toBeNull();
  });
});
