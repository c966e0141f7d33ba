import type { ChatChunk, ChatModel, ChatOptions } from '@switchboard/models';
import { askIntent } from './ask-intent';
import { type ComparedRow, compareModels } from './compare-models';
import { comparisonHtml, comparisonMarkdown } from './render-comparison';

const row = (intent: string, small: string, llm: string | null, ms = 1): ComparedRow => ({
  text: `<b>${intent}</b> | ${small}`,
  intent,
  small: { intent: small, confidence: 0.9, ms },
  llm: { intent: llm, ms: 1_000 * ms, promptTokens: 100, completionTokens: 5, costMicros: 2 },
});

describe('compareModels', () => {
  it('counts who is right, and what it takes', () => {
    const report = compareModels([
      row('a', 'a', 'a'),
      row('a', 'a', 'b', 3),
      row('a', 'b', 'a', 2),
      row('a', 'b', null),
    ]);
    expect(report).toMatchObject({
      n: 4,
      small: { accuracy: 0.5, latencyMs: { p50: 2, p95: 3 } },
      llm: { accuracy: 0.5, unreadable: 1, promptTokens: 400, costMicros: 8 },
      right: { both: 1, smallOnly: 1, llmOnly: 1, neither: 1 },
      pValue: 1,
    });
  });

  it('tells chance from a difference', () => {
    const several = (count: number, of: () => ComparedRow) => Array.from({ length: count }, of);
    // 2 (1 + 10) / 2^10, by hand.
    const nine = [...several(9, () => row('a', 'a', 'b')), row('a', 'b', 'a')];
    expect(compareModels(nine).pValue).toBeCloseTo(22 / 1024);
    expect(compareModels(several(400, () => row('a', 'a', 'b'))).pValue).toBeLessThan(1e-9);
    expect(compareModels([]).pValue).toBe(1);
  });

  it('is shown as Markdown and as a page, whatever the messages hold', () => {
    const report = { artifact: 'abc', llmName: 'big', ...compareModels([row('a', 'a', 'b')]) };
    expect(comparisonMarkdown(report)).toContain('| <b>a</b> \\| a | a | a | b |');
    expect(comparisonHtml(report)).toContain('&#60;b&#62;a&#60;/b&#62;');
    expect(comparisonHtml(report)).not.toContain('<b>');
  });
});

describe('askIntent', () => {
  const asked: { content: string; options: ChatOptions }[] = [];
  const llm = (said: string): ChatModel => ({
    name: 'scripted',
    async *stream(entries, options): AsyncGenerator<ChatChunk> {
      asked.push({ content: entries.map(({ content }) => content).join('\n'), options });
      for (const text of said) yield { text };
      yield { text: '', usage: { promptTokens: 50, completionTokens: 4 } };
    },
  });

  it('tells the intents, keeps the answer to them, and counts tokens', async () => {
    const answer = await askIntent(llm('{"intent": "refund"}'), ['refund', 'status'], 'money back?');
    expect(answer).toMatchObject({ intent: 'refund', promptTokens: 50, completionTokens: 4, costMicros: 0 });
    expect(asked.at(-1)?.content).toMatch(/- refund\n- status[^]*money back\?$/);
    expect(asked.at(-1)?.options.schema).toMatchObject({ properties: { intent: { enum: ['refund', 'status'] } } });
  });

  it.each([
    ['```json\n{"intent":"status"}\n```', 'status'],
    ['status', 'status'],
    ['{"intent": "weather"}', null],
    ['', null],
  ])('reads %j as %j', async (said, intent) => {
    expect((await askIntent(llm(said), ['refund', 'status'], 'x')).intent).toBe(intent);
  });
});
