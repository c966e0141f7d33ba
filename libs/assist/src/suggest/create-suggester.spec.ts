import type { Draft } from '@switchboard/answer';
import { policySchema } from '@switchboard/contracts';
import type { DraftedSuggestion, PendingTurn } from '@switchboard/conversations';
import type { Evidence } from '@switchboard/turn';
import { createSuggester } from './create-suggester';
import type { SuggestibleDecision } from './draft-suggestion';

const reply = (way: 'curated' | 'passage' | 'llm', text: string): Draft => ({
  kind: 'reply',
  way,
  reply: {
    text,
    citations: [
      {
        number: 1,
        documentId: 'd',
        slug: 'delivery',
        title: 'Delivery',
        passageId: 'p',
        quote: 'Delivery costs £3.95.',
      },
    ],
    choices: [],
    answered: true,
  },
  sources: ['Delivery costs £3.95.'],
});
const llm = {
  model: 'big',
  promptTokens: 1,
  completionTokens: 1,
  firstTokenMs: 1,
  redacted: {},
  calls: 1,
  costMicros: 0,
};

const passage = (support: number) => ({
  passageId: 'p',
  documentId: 'd',
  score: support,
  support,
  signals: { cosine: support, sentenceCosine: support, coverage: support },
});

interface World {
  understanding?: object;
  support?: number;
  policy?: object;
  answer?(decision: SuggestibleDecision, signal: AbortSignal): Promise<Draft>;
}

function world({ understanding = {}, support = 0, policy = {}, answer }: World) {
  const finished: DraftedSuggestion[] = [];
  const errors: unknown[] = [];
  const asked: string[] = [];
  const news: string[] = [];
  let claims = 0;
  const desk = {
    policy: policySchema.parse(policy),
    curated: new Map([['delivery-cost', new Set<string>()]]),
    llmAvailable: true,
  };
  const suggestions = {
    claimSuggestion: async (workspaceId: string, conversationId: string) =>
      ({ id: `s${++claims}`, workspaceId, conversationId, fromSeq: 1, toSeq: 1, epoch: 1, attempts: 1 }) as PendingTurn,
    finishSuggestion: async (_: string, __: string, drafted: DraftedSuggestion) => finished.push(drafted) > 0,
    readUndecided: async () => ({ id: 's1', seq: 1, text: 'Delivery costs £3.95.' }),
    decideSuggestion: jest.fn(async () => undefined),
  };
  const context = (turn: PendingTurn) => ({
    turn,
    conversation: { owner: { kind: 'agent' }, language: 'en' },
    burst: [{ text: 'what does delivery cost', author: { kind: 'visitor' } }],
    history: [],
    failures: 5,
    procedure: { procedure: 'cancel_order' },
    approvals: { waiting: [], decided: [] },
  });
  const read = {
    language: { code: 'en', confidence: 1 },
    intents: [],
    outOfScope: { score: -3, threshold: 0.5 },
    attack: null,
    marks: [],
    asksForPerson: false,
    questions: [],
    safety: [],
    ...understanding,
  };
  const suggester = createSuggester(
    {
      suggestions: suggestions as never,
      conversations: { readTurnContext: async (turn) => context(turn) as never },
      steps: {
        readDesk: async () => ({ ...desk, procedures: [], safety: { rules: [] } }) as never,
        understand: async () => ({ understanding: read, embedding: null, earlier: [] }) as never,
        search: async () => ({ passages: [passage(support)], filter: null }) as never,
        async answer(decision: SuggestibleDecision, _: Evidence, { signal }) {
          asked.push(decision.action);
          return answer?.(decision, signal) ?? { kind: 'declined', reason: 'nothing' };
        },
      },
      onUpdate: (_, conversationId) => news.push(conversationId),
      onError: (error) => errors.push(error),
    },
    { timeoutMs: 300 },
  );
  return { suggester, suggestions, finished, errors, asked, news };
}
const sure = { intents: [{ intent: 'delivery-cost', confidence: 0.9, threshold: 0.5 }] };

describe('suggestions for the person who holds a conversation', () => {
  it('are the company’s own words first, without the numbers of their sources', async () => {
    const at = world({ understanding: sure, answer: async () => reply('curated', 'Delivery costs £3.95 [1].') });
    await at.suggester.suggest('w', 'c');
    expect(at.asked).toEqual(['curated']);
    expect(at.finished).toMatchObject([
      { text: 'Delivery costs £3.95.', way: 'curated', model: null, intents: [{ label: 'delivery-cost' }] },
    ]);
    expect(at.news).toEqual(['c', 'c']);
  });

  it('go on to passages and a model, whose sentences are checked', async () => {
    const at = world({
      support: 0.9,
      answer: async ({ action }) =>
        action === 'llm'
          ? ({
              ...(reply('llm', 'Delivery costs £3.95 [1]. It is free on Mondays for 99 people.') as object),
              llm,
            } as Draft)
          : { kind: 'declined', reason: 'no' },
    });
    await at.suggester.suggest('w', 'c');
    expect(at.asked).toEqual(['passages', 'llm']);
    expect(at.finished).toMatchObject([{ text: 'Delivery costs £3.95.', way: 'llm', model: 'big' }]);
  });

  it('ask no model about what is out of scope or gives it orders', async () => {
    for (const understanding of [
      { outOfScope: { score: 0.9, threshold: 0.5 } },
      { attack: { score: 0.9, threshold: 0.5 } },
    ]) {
      const at = world({ understanding, answer: async () => reply('llm', 'A poem [1].') });
      await at.suggester.suggest('w', 'c');
      expect(at.asked).toEqual([]);
      expect(at.finished).toMatchObject([{ text: null, reason: 'out-of-scope' }]);
    }
  });

  it('say why there is none: nothing found, a model that fails, one that is too slow', async () => {
    const cases: [World['answer'], string][] = [
      [async () => ({ kind: 'declined', reason: 'no source' }), 'nothing-found'],
      [async () => ({ kind: 'declined', reason: 'wrong key', isFault: true }), 'llm-failed: wrong key'],
      [
        (_, signal) =>
          new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
        'too-slow',
      ],
      [async () => Promise.reject(new Error('bug')), 'fault'],
    ];
    for (const [answer, reason] of cases) {
      const at = world({ ...(answer === undefined ? {} : { answer }) });
      await at.suggester.suggest('w', 'c');
      expect(at.finished).toMatchObject([{ text: null, reason }]);
    }
  });

  it('are stopped by a newer message and by a reply', async () => {
    const at = world({
      answer: (_, signal) =>
        new Promise((__, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    });
    const first = at.suggester.suggest('w', 'c');
    await new Promise((later) => setTimeout(later, 20));
    const second = at.suggester.suggest('w', 'c');
    await first;
    await at.suggester.noteSent('w', 'c', { text: 'Hello', seq: 2, agentId: 'a' }, null);
    await second;
    expect(at.finished.map(({ reason }) => reason)).toEqual(['superseded', 'superseded']);
    expect(at.errors).toEqual([]);
  });

  it('are made in no workspace that has them off, unless somebody asks', async () => {
    const at = world({ policy: { assist: { suggestions: false } }, understanding: sure });
    await at.suggester.suggest('w', 'c');
    expect(at.finished).toEqual([]);
    await at.suggester.suggest('w', 'c', { anew: true });
    expect(at.finished).toHaveLength(1);
  });

  it('what was sent beside one is kept as what was made of it', async () => {
    const at = world({});
    await at.suggester.noteSent('w', 'c', { text: 'Delivery costs £3.95.', seq: 2, agentId: 'a' }, null);
    await at.suggester.noteSent('w', 'c', { text: 'One moment please.', seq: 2, agentId: 'a' }, null);
    await at.suggester.noteSent('w', 'c', { text: 'One moment please.', seq: 2, agentId: 'a' }, 's1');
    const outcomes = at.suggestions.decideSuggestion.mock.calls.map((call: unknown[]) => call[2]);
    expect(outcomes).toEqual(['accepted', 'rejected', 'edited']);
  });
});
