import { type ChatEntry, type ChatModel, ChatModelError } from '@switchboard/models';
import { rewriteText } from './rewrite-text';

const signal = new AbortController().signal;
function saying(answer: string | Error) {
  const asked: (readonly ChatEntry[])[] = [];
  const model: ChatModel = {
    name: 'm',
    async *stream(entries) {
      asked.push(entries);
      if (answer instanceof Error) throw answer;
      yield { text: answer };
    },
  };
  return { model, asked };
}

describe('rewriteText', () => {
  it('gives the words alone and says which figures changed', async () => {
    const { model, asked } = saying('“You have 31 days.”');
    const input = { action: 'shorten', text: 'You may return it within 30 days of delivery.' } as const;
    expect(await rewriteText(input, { models: [model], languageName: 'English', signal })).toEqual({
      text: 'You have 31 days.',
      model: 'm',
      lost: ['30'],
      gained: ['31'],
    });
    expect(asked[0]?.map(({ role }) => role)).toEqual(['system', 'user']);
    expect(asked[0]?.[0]?.content).not.toContain('30 days');
  });

  it('names the language of a translation', async () => {
    const { model, asked } = saying('您好');
    await rewriteText({ action: 'translate', text: 'Hello' }, { models: [model], languageName: 'Chinese', signal });
    expect(asked[0]?.[0]?.content).toContain('into Chinese');
  });

  it('asks the next model when one fails, and fails with the last', async () => {
    const options = { languageName: 'English', signal };
    const broken = saying(new ChatModelError('down')).model;
    const input = { action: 'friendlier', text: 'No.' } as const;
    const both = { ...options, models: [broken, { ...saying('Sorry, no.').model, name: 'second' }] };
    expect(await rewriteText(input, both)).toMatchObject({ text: 'Sorry, no.', model: 'second' });
    await expect(rewriteText(input, { ...options, models: [broken] })).rejects.toThrow('down');
    await expect(rewriteText(input, { ...options, models: [saying(' ').model] })).rejects.toThrow('empty answer');
  });

  it('says what is missing when there is no model', async () => {
    const attempt = rewriteText({ action: 'rewrite', text: 'a' }, { models: [], languageName: 'English', signal });
    await expect(attempt).rejects.toMatchObject({ code: 'llm-unavailable' });
  });
});
