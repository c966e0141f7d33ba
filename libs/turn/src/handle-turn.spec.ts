import { type Decision, type Trace, type Understanding, policySchema } from '@switchboard/contracts';
import type { PendingTurn, Reply, TurnContext, TurnEnding } from '@switchboard/conversations';
import { handleTurn } from './handle-turn';
import type { TurnDeps, TurnDraft } from './turn-deps';

const turn: PendingTurn = {
  id: 't',
  workspaceId: 'w',
  conversationId: 'c',
  fromSeq: 1,
  toSeq: 1,
  epoch: 0,
  attempts: 1,
};
const reply: Reply = { text: 'Standard delivery costs £3.95.', citations: [], choices: [], answered: true };
const answered: TurnDraft = { kind: 'reply', way: 'curated', reply, sources: [] };
const understanding: Understanding = {
  language: { code: 'en', confidence: 1 },
  intents: [{ intent: 'delivery_cost', confidence: 0.9, threshold: 0.5 }],
  outOfScope: { score: 0, threshold: 1 },
  asksForPerson: false,
  intentModel: 'm',
  missing: [],
};

function scripted(drafts: Partial<Record<Decision['action'], TurnDraft>>, context: Partial<TurnContext> = {}) {
  const decisions: Decision[] = [];
  const committed: { ending: TurnEnding; trace: Omit<Trace, 'outcome' | 'finishedAt'> }[] = [];
  const deps: TurnDeps = {
    store: {
      readTurnContext: async () =>
        ({
          turn,
          conversation: { owner: { kind: 'bot' } },
          failures: 0,
          burst: [],
          history: [],
          ...context,
        }) as unknown as TurnContext,
      commitTurn: async (_, ending, trace) => {
        committed.push({ ending, trace });
        return { outcome: ending.kind === 'reply' ? 'replied' : 'handed-off', deliveries: [] };
      },
    },
    readDesk: async () => ({
      policy: policySchema.parse({}),
      curatedIntents: new Set(['delivery_cost']),
      llmAvailable: true,
    }),
    understand: async () => ({ understanding, embedding: null }),
    search: async () => [],
    answer: async (decision) => {
      decisions.push(decision);
      const draft = drafts[decision.action];
      if (draft === undefined) throw new Error(`no draft is scripted for ${decision.action}`);
      return draft;
    },
  };
  return { deps, decisions, committed };
}
const options = () => ({ signal: new AbortController().signal, onText: () => undefined });
const handOff: TurnDraft = { kind: 'hand-off', reason: 'no-answer', reply };

describe('handleTurn', () => {
  it('commits what the first matching rule has to say, with the trace of why', async () => {
    const { deps, committed } = scripted({ curated: answered });
    expect(await handleTurn(turn, deps, options())).toMatchObject({ outcome: 'replied' });
    expect(committed).toMatchObject([
      { ending: { kind: 'reply', reply }, trace: { decision: { ruleId: 'curated-intent' }, declined: [] } },
    ]);
    expect(committed[0]?.trace.steps.map(({ step }) => step)).toEqual([
      'context',
      'understand',
      'search',
      'decide',
      'answer',
      'check',
    ]);
  });

  it('goes down the table while answer steps decline, and notes each', async () => {
    const declined: TurnDraft = { kind: 'declined', reason: 'nothing to say' };
    const { deps, decisions, committed } = scripted({ curated: declined, llm: declined, 'hand-off': handOff });
    await handleTurn(turn, deps, options());
    expect(decisions.map(({ ruleId }) => ruleId)).toEqual(['curated-intent', 'llm-agent', 'no-answer']);
    expect(committed[0]?.trace.declined.map(({ ruleId }) => ruleId)).toEqual(['curated-intent', 'llm-agent']);
    expect(committed[0]?.ending).toMatchObject({ kind: 'hand-off', reason: 'no-answer' });
  });

  it('treats a draft that the check refuses as declined', async () => {
    const empty: TurnDraft = { ...answered, reply: { ...reply, text: '  ' } } as TurnDraft;
    const { deps, committed } = scripted({
      curated: empty,
      llm: { kind: 'declined', reason: 'off' },
      'hand-off': handOff,
    });
    await handleTurn(turn, deps, options());
    expect(committed[0]?.trace.declined[0]).toEqual({ ruleId: 'curated-intent', reason: 'the draft is empty' });
  });

  it('says nothing while a person holds the conversation', async () => {
    const { deps, committed } = scripted(
      { 'stay-silent': { kind: 'silent' } },
      { conversation: { owner: { kind: 'agent' } } as TurnContext['conversation'] },
    );
    await handleTurn(turn, deps, options());
    expect(committed).toMatchObject([
      { ending: { kind: 'silent' }, trace: { decision: { ruleId: 'not-owned-by-bot' } } },
    ]);
  });

  it('commits nothing once it was aborted', async () => {
    const abort = new AbortController();
    const { deps, committed } = scripted({ curated: answered });
    abort.abort(new Error('taken over'));
    await expect(handleTurn(turn, deps, { signal: abort.signal, onText: () => undefined })).rejects.toThrow(
      'taken over',
    );
    expect(committed).toEqual([]);
  });
});
