import { outputPolicySchema } from '@switchboard/contracts';
import type { FoundPassage } from '@switchboard/knowledge';
import { openChatModel } from '@switchboard/models';
import { type Script, type ScriptedModel, startScriptedModel } from '@switchboard/testing';
import type { AgentTool } from './agent-tool';
import { type AgentDeps, draftLlm } from './draft-llm';
import { loadAgentLoop } from './load-agent-loop';
import type { DecidedCall } from './prompt';

const passage = (slug: string, title: string, text: string) =>
  ({ passageId: `p-${slug}`, documentId: `d-${slug}`, slug, title, text }) as FoundPassage;
const delivery = passage('delivery', 'Delivery', 'Delivery costs £3.95.');
const returns = passage('returns', 'Returns', 'Returns are free for 30 days.');
const input = {
  company: 'Fellmoor',
  language: { code: 'en', name: 'English', of: (text: string) => (/[\u4e00-\u9fff]/.test(text) ? 'zh' : null) },
  passages: [delivery],
  summary: null,
  history: [],
  decided: [],
  question: 'what does delivery cost',
} as const;

const order: AgentTool = {
  name: 'find_order',
  description: 'Finds an order.',
  parameters: { type: 'object', properties: { order: { type: 'string' } } },
  call: async (args) => ({
    content: '{"status":"sent on 3 May"}',
    call: {
      tool: 'find_order',
      risk: 'read',
      arguments: { ...(args as object) },
      outcome: 'ok',
      detail: '',
      ms: 1,
      repeated: false,
    },
  }),
};

describe('draftLlm', () => {
  let server: ScriptedModel;
  const shown: string[] = [];
  // The libraries are loaded at their first use, which takes longer than the runs below may.
  beforeAll(async () => void (await Promise.all([loadAgentLoop(), import('@langchain/openai')])), 60_000);
  beforeEach(() => shown.splice(0));
  afterEach(() => server.close());

  async function run(
    script: Script,
    {
      callsTools = true,
      decided = [],
      signal = new AbortController().signal,
      ...deps
    }: Partial<AgentDeps> & { callsTools?: boolean; signal?: AbortSignal; decided?: readonly DecidedCall[] } = {},
  ) {
    server = await startScriptedModel(script);
    const model = openChatModel({ url: server.url, model: 'scripted', callsTools, timeoutMs: 2_000, maxTokens: 100 });
    const check = { visitorText: input.question, policy: outputPolicySchema.parse({}), findPersonalData: () => [] };
    return draftLlm(
      { ...input, decided },
      {
        model,
        tools: [order],
        procedures: [{ id: 'cancel_order', title: 'Cancel an order' }],
        search: async () => [returns],
        check,
        ...deps,
      },
      { signal, onText: (text) => shown.push(text) },
    );
  }

  it('shows whole sentences that have passed the check, and cites the passages it names', async () => {
    const draft = await run([
      { text: 'Delivery costs £3.95 [1]. It takes 2 days. Anything else?', pieceCharacters: 3 },
    ]);
    expect(draft).toMatchObject({
      kind: 'reply',
      reply: { citations: [{ number: 1, slug: 'delivery' }] },
      llm: { model: 'scripted', promptTokens: 10, completionTokens: 5, calls: 1 },
    });
    expect(shown).toEqual(['Delivery costs £3.95 [1].']);
  });

  const cancel: AgentTool = {
    name: 'cancel_order',
    description: 'Cancels an order.',
    parameters: { type: 'object', properties: { order: { type: 'string' } } },
    call: async (args) => {
      const { order: number = '' } = args as { order?: string };
      const isRight = number.startsWith('FM-');
      const call = { tool: 'cancel_order', risk: 'write' as const, arguments: {}, detail: '', ms: 1, repeated: false };
      if (!isRight) return { content: 'bad arguments', call: { ...call, outcome: 'bad-arguments' } };
      const asks = {
        tool: 'cancel_order',
        description: '',
        arguments: { order: number },
        details: [],
        expiresInHours: 1,
      };
      return { content: '', call: { ...call, outcome: 'awaiting-approval' }, asks };
    },
  };

  it('ends when a tool waits for a person, with everything that this step asked for', async () => {
    const draft = await run(
      [
        { toolCalls: [{ name: 'cancel_order', arguments: {} }] },
        {
          text: 'I am cancelling both now.',
          toolCalls: [
            { name: 'cancel_order', arguments: { order: 'FM-1' } },
            { name: 'cancel_order', arguments: { order: 'FM-2' } },
          ],
        },
        { text: 'This is never asked for.' },
      ],
      { tools: [cancel] },
    );
    expect(draft).toMatchObject({
      kind: 'needs-approval',
      asks: [{ arguments: { order: 'FM-1' } }, { arguments: { order: 'FM-2' } }],
      tools: [{ outcome: 'bad-arguments' }, { outcome: 'awaiting-approval' }, { outcome: 'awaiting-approval' }],
    });
    expect(server.requests).toHaveLength(2);
  });

  it('goes on from a call that a person has approved, whose result is a source', async () => {
    const decided = [{ id: 'a1', tool: 'cancel_order', arguments: { order: 'FM-1' }, content: '{"refund":"£64.00"}' }];
    const draft = await run([{ text: 'It is cancelled, and £64.00 come back to you.' }], { decided, tools: [cancel] });
    expect(draft).toMatchObject({ kind: 'reply', sources: expect.arrayContaining(['{"refund":"£64.00"}']) });
    expect(server.requests[0]?.messages.slice(-2)).toMatchObject([
      { role: 'assistant', tool_calls: [{ function: { name: 'cancel_order', arguments: '{"order":"FM-1"}' } }] },
      { role: 'tool', content: '{"refund":"£64.00"}' },
    ]);
  });

  it.each([true, false])(
    'is stopped by the model’s silence, a loop and a huge result (calls tools: %s)',
    async (callsTools) => {
      const asJson = (name: string, args: object) =>
        callsTools
          ? { toolCalls: [{ name, arguments: args }] }
          : { text: JSON.stringify({ tool: name, arguments: args }) };
      expect(await run([{ text: callsTools ? '' : '{"say":""}' }], { callsTools })).toMatchObject({ kind: 'declined' });
      await server.close();
      expect(await run([asJson('find_order', { order: 'FM-1' })], { callsTools })).toMatchObject({
        kind: 'declined',
        reason: expect.stringContaining('circle'),
      });
      await server.close();
      const huge: AgentTool = {
        ...order,
        call: async (args) => ({ ...(await order.call(args)), content: 'x'.repeat(2e6) }),
      };
      const last = callsTools ? { text: 'Your order was found.' } : { text: '{"say":"Your order was found."}' };
      const draft = await run([asJson('find_order', { order: 'FM-1' }), last], { callsTools, tools: [huge] });
      expect(draft).toMatchObject({ kind: 'reply' });
      expect(server.wire().length).toBeLessThan(40_000);
    },
  );

  it('calls tools, searches further, and answers from what they gave', async () => {
    const draft = await run([
      { toolCalls: [{ name: 'find_order', arguments: { order: 'FM-1' } }] },
      { toolCalls: [{ name: 'search_knowledge', arguments: { query: 'returns' } }] },
      { text: 'It was sent on 3 May. Returns are free for 30 days [2].' },
    ]);
    expect(draft).toMatchObject({
      kind: 'reply',
      reply: { citations: [{ number: 2, slug: 'returns' }] },
      tools: [{ tool: 'find_order' }, { tool: 'search_knowledge' }],
      llm: { calls: 3, promptTokens: 30 },
    });
    const last = server.requests.at(-1)?.messages;
    expect(last?.filter(({ role }) => role === 'tool').map(({ content }) => content)).toEqual([
      '{"status":"sent on 3 May"}',
      '[2] Returns: Returns are free for 30 days.',
    ]);
  });

  it('ends with a person when the model hands off, and with a procedure when it begins one', async () => {
    expect(await run([{ toolCalls: [{ name: 'hand_off', arguments: { reason: 'upset' } }] }])).toMatchObject({
      kind: 'needs-person',
      reason: 'upset',
      tools: [{ tool: 'hand_off' }],
    });
    expect(server.requests).toHaveLength(1);
    await server.close();
    const begun = await run([{ toolCalls: [{ name: 'start_procedure', arguments: { procedure: 'cancel_order' } }] }]);
    expect(begun).toMatchObject({ kind: 'begin-procedure', procedure: 'cancel_order' });
  });

  it('declines with what was spent when there is no answer', async () => {
    const draft = await run([{ toolCalls: [{ name: 'hand_off', arguments: { reason: 'cannot-answer' } }] }]);
    expect(draft).toMatchObject({ kind: 'declined', llm: { calls: 1 } });
  });

  it('says what is wrong with arguments and names, and lets the model try again', async () => {
    const draft = await run([
      { toolCalls: [{ name: 'start_procedure', arguments: { procedure: 'sell_company' } }] },
      { toolCalls: [{ name: 'drop_tables', arguments: '{"a":' }] },
      { text: 'Which order do you mean?' },
    ]);
    expect(draft).toMatchObject({
      kind: 'reply',
      tools: [
        { tool: 'start_procedure', outcome: 'bad-arguments' },
        { tool: 'drop_tables', outcome: 'bad-arguments' },
      ],
    });
  });

  it('stops a loop of calls', async () => {
    const draft = await run([{ toolCalls: [{ name: 'find_order', arguments: { order: 'FM-1' } }] }]);
    expect(draft).toMatchObject({ kind: 'declined', reason: expect.stringContaining('circle') });
    expect(server.requests).toHaveLength(3);
    await server.close();
    const varied = await run((_, index) => ({
      toolCalls: [{ name: 'find_order', arguments: { order: `FM-${index}` } }],
    }));
    expect(varied).toMatchObject({ kind: 'declined', reason: expect.stringMatching(/limit/i) });
  });

  it('cuts a huge result before the model reads it', async () => {
    const huge: AgentTool = {
      ...order,
      call: async (args) => ({ ...(await order.call(args)), content: 'x'.repeat(2_000_000) }),
    };
    await run([{ toolCalls: [{ name: 'find_order', arguments: {} }] }, { text: 'Which one?' }], { tools: [huge] });
    expect(server.wire().length).toBeLessThan(20_000);
  });

  it('asks once more with less when the context is too long', async () => {
    const draft = await run((_, index) =>
      index === 0 ? { fault: 400, message: 'maximum context length' } : { text: 'Delivery costs £3.95 [1].' },
    );
    expect(draft).toMatchObject({ kind: 'reply' });
    expect(server.requests).toHaveLength(2);
  });

  it('works with a model that cannot call tools, and shows no JSON', async () => {
    const draft = await run(
      [
        { text: '{"tool":"find_order","arguments":{"order":"FM-1"}}' },
        { text: '{"say":"It was sent on 3 May. All fine?"}' },
      ],
      { callsTools: false },
    );
    expect(draft).toMatchObject({ kind: 'reply', reply: { text: 'It was sent on 3 May. All fine?' } });
    expect(server.requests[0]).toMatchObject({ response_format: { type: 'json_schema' } });
    expect(server.requests[0]?.tools).toBeUndefined();
    expect(shown.join()).not.toContain('{');
  });

  it.each([
    ['a wrong key', { fault: 401 }],
    ['an unknown model', { fault: 404 }],
    ['a limit', { fault: 429 }],
    ['a fault of the server', { fault: 500 }],
    ['a stream cut in the middle', { text: 'Delivery costs £3.95 [1]. And', fault: 'cut' }],
    ['broken JSON', { fault: 'broken-json' }],
    ['an empty answer', { text: '' }],
    ['no answer at all', { fault: 'hang' }],
  ] as const)('declines at %s', async (_, reply) => {
    expect(await run([reply])).toMatchObject({ kind: 'declined', reason: expect.any(String) });
  });

  it('declines when the whole run takes too long', async () => {
    const draft = await run([{ fault: 'hang' }], { timeoutMs: 200 });
    expect(draft).toMatchObject({ kind: 'declined', reason: 'the LLM agent took too long' });
  });

  it('rejects when somebody takes over, and shows nothing after it', async () => {
    const abort = new AbortController();
    const text = 'Delivery costs £3.95 [1]. '.repeat(20);
    setTimeout(() => abort.abort(new Error('taken over')), 150);
    await expect(run([{ text, delayMs: 10 }], { signal: abort.signal })).rejects.toThrow('taken over');
    const before = shown.length;
    await new Promise((later) => setTimeout(later, 100));
    expect(shown).toHaveLength(before);
  });

  it('asks once more when the answer is in another language, and shows nothing of it', async () => {
    const draft = await run([{ text: '送货费为 £3.95 [1]。还有问题吗？' }, { text: 'Delivery costs £3.95 [1].' }]);
    expect(draft).toMatchObject({ kind: 'reply', reply: { text: 'Delivery costs £3.95 [1].' }, llm: { calls: 2 } });
    expect(shown.join()).not.toMatch(/[\u4e00-\u9fff]/);
    expect(server.requests[0]?.messages[0]?.content).toContain('Answer in English');
    expect(server.requests[1]?.messages.at(-1)?.content).toContain('I read English only');
  });

  it('gives the conversation to a person when the second answer is in another language too', async () => {
    expect(await run([{ text: '送货费为 £3.95 [1]。' }])).toMatchObject({
      kind: 'needs-person',
      reason: expect.stringContaining('language'),
    });
    expect(server.requests).toHaveLength(2);
  });
});
