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
  outOfScope: { score: -4, threshold: 1 },
  attack: null,
  marks: [],
  asksForPerson: false,
  intentModel: 'm',
  missing: [],
  entities: [],
  isQuestion: false,
  questions: [],
  safety: [],
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
          procedure: null,
          approvals: { waiting: [], decided: [] },
          ...context,
        }) as unknown as TurnContext,
      commitTurn: async (_, ending, trace) => {
        committed.push({ ending, trace });
        return { outcome: ending.kind === 'reply' ? 'replied' : 'handed-off', deliveries: [] };
      },
    },
    readDesk: async () => ({
      policy: policySchema.parse({}),
      curated: new Map([['delivery_cost', new Set<string>()]]),
      llmAvailable: true,
      procedures: [],
      safety: { words: {}, rules: [] },
    }),
    understand: async () => ({ understanding, embedding: null, space: null, earlier: [] }),
    search: async () => ({ passages: [], filter: null }),
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

  describe('in a procedure', () => {
    const afterwards = { text: 'Back to it: which order?', choices: [{ label: 'Yes', text: 'Yes' }] };
    const digression: TurnDraft = { kind: 'declined', reason: 'no answer to its question', afterwards };
    const state = { procedure: 'cancel', run: 'r', at: 0, waits: 'slot', slots: {}, results: {}, tries: 0 };
    const running = { procedure: { ...state, confirmations: 0, language: 'en' } as TurnContext['procedure'] };
    const trace = { id: 'cancel', step: 'ask order', slots: {}, tries: 0, outcome: 'waiting' as const };

    it('answers a question in the middle and puts the procedure’s own question after it', async () => {
      const { deps, committed } = scripted({ procedure: digression, curated: answered }, running);
      await handleTurn(turn, deps, options());
      expect(committed[0]?.ending).toEqual({
        kind: 'reply',
        reply: {
          ...reply,
          text: 'Standard delivery costs £3.95.\n\nBack to it: which order?',
          choices: afterwards.choices,
        },
      });
      expect(committed[0]?.trace.declined).toMatchObject([{ ruleId: 'in-procedure' }]);
    });

    it('commits where the procedure stands with its reply, and the trace shows step and tools', async () => {
      const tools = [
        { tool: 'find_order', risk: 'read', outcome: 'ok', detail: '', ms: 1, arguments: {}, repeated: false },
      ];
      const asked = { ...answered, way: 'procedure', procedure: { state: null, trace, tools } } as TurnDraft;
      const { deps, committed } = scripted({ procedure: asked }, running);
      await handleTurn(turn, deps, options());
      expect(committed).toMatchObject([
        { ending: { kind: 'reply', procedure: null }, trace: { procedure: trace, tools } },
      ]);
    });

    it('puts no question of the old procedure after another that was begun', async () => {
      const begun = { ...answered, way: 'procedure', procedure: { state: null, trace, tools: [] } } as TurnDraft;
      const { deps, committed } = scripted({ procedure: digression }, running);
      const answer = deps.answer;
      deps.answer = async (decision, ...rest) =>
        decision.action === 'procedure' && decision.mode === 'begin' ? begun : answer(decision, ...rest);
      const desk = await deps.readDesk('w');
      const other = { id: 'other', title: { en: 'Other' }, intents: ['delivery_cost'], offered: [], cancels: false };
      deps.readDesk = async () => ({ ...desk, procedures: [{ ...other, slots: {}, steps: [{ done: true }] }] });
      await handleTurn(turn, deps, options());
      expect(committed[0]?.ending).toMatchObject({ reply: { text: 'Standard delivery costs £3.95.' } });
    });
  });
});
