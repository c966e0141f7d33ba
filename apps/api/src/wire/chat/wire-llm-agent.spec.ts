import { policySchema } from '@switchboard/contracts';
import { type ChatModel, ChatModelError, type LocalChat } from '@switchboard/models';
import type { Evidence } from '@switchboard/turn';
import { createRunLlmAgent } from './wire-llm-agent';

const passage = {
  passageId: 'p',
  documentId: 'd',
  slug: 'delivery',
  title: 'Delivery',
  heading: '',
  text: 'Delivery costs £3.95.',
  sentences: ['Delivery costs £3.95.'],
  sentenceVectors: new Int8Array(0),
  support: 0.5,
};
const evidence = {
  context: {
    turn: { id: 't', workspaceId: 'w', conversationId: 'c' },
    conversation: { visitor: { id: 'v' }, language: 'en' },
    burst: [{ text: 'what does delivery cost', author: { kind: 'visitor' } }],
    history: [],
    approvals: { waiting: [], decided: [] },
  },
  desk: { policy: policySchema.parse({}), procedures: [] },
  understanding: { language: { code: 'en', confidence: 1 } },
  passages: [passage],
  embedding: null,
} as unknown as Evidence;

const endpoint = (say: string | Error): ChatModel => ({
  name: 'far',
  callsTools: true,
  async *stream() {
    if (say instanceof Error) throw say;
    yield { text: say };
  },
});

/** Would say anything in free text; through its gates it says yes or no. */
function local(yes: number) {
  const asked: string[] = [];
  const chat: LocalChat = {
    name: 'near',
    async *stream() {
      asked.push('free text');
      yield { text: 'Delivery costs £99 [1].' };
    },
    state: () => ({ kind: 'ready', loadMs: 1, rssMb: 1 }),
    close: async () => undefined,
    hold: async (wait, work) =>
      work({
        write: async () => ({ text: '', usage: { promptTokens: 1, completionTokens: 1 } }),
        async weigh() {
          asked.push(wait.account === undefined ? 'on nobody’s account' : 'gate');
          return [yes, 1 - yes];
        },
      }),
  };
  return { chat, asked };
}

function run(route: ChatModel[]) {
  const ledger = { reserve: async () => ({ day: '' }), settle: async () => undefined };
  const deps = {
    route,
    purpose: 'agent' as const,
    guardOf: async () => null,
    ledger: ledger as never,
    readWorkspace: async () => ({ name: 'Fellmoor' }) as never,
    recall: async () => ({ remembered: null, recent: [], dropped: 0 }),
    readTools: async () => [],
    encoders: { of: async () => null },
    ask: async () => ({ passages: [], embedding: null }),
  };
  return createRunLlmAgent(deps)(evidence, { signal: new AbortController().signal, onText: () => undefined });
}

describe('the models of a route', () => {
  it('the one on this machine quotes through its gates when the endpoint before it fails', async () => {
    const near = local(0.9);
    const draft = await run([endpoint(new ChatModelError('down')), near.chat]);
    expect(draft).toMatchObject({
      kind: 'reply',
      reply: { text: 'Delivery costs £3.95. [1]' },
      llm: { model: 'near' },
    });
    expect(near.asked).toEqual(['gate']);
  });

  it('stays silent where its gate says no, whatever stands before or behind it', async () => {
    const near = local(0.1);
    expect(await run([endpoint(new ChatModelError('down')), near.chat])).toMatchObject({ kind: 'declined' });
    expect(await run([near.chat, endpoint('Delivery costs £3.95 [1].')])).toMatchObject({ kind: 'declined' });
    expect(near.asked).not.toContain('free text');
  });

  it('is not asked when the endpoint has answered', async () => {
    const near = local(0.9);
    const draft = await run([endpoint('Delivery costs £3.95 [1].'), near.chat]);
    expect(draft).toMatchObject({ kind: 'reply', llm: { model: 'far' } });
    expect(near.asked).toEqual([]);
  });
});
