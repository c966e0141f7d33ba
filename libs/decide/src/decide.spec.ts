import { policySchema, type Understanding } from '@switchboard/contracts';
import { decide } from './decide';
import type { Situation } from './situation';

const understanding: Understanding = {
  language: { code: 'en', confidence: 0.99 },
  intents: [
    { intent: 'refund_status', confidence: 0.9, threshold: 0.7 },
    { intent: 'return_policy', confidence: 0.05, threshold: 0.7 },
  ],
  outOfScope: { score: 0.1, threshold: 0.5 },
  attack: null,
  marks: [],
  asksForPerson: false,
  intentModel: 'abc',
  missing: [],
  entities: [],
  isQuestion: false,
  questions: [],
  safety: [],
};

/** As sure of the intent as its confidence says; no passage answers unless `passages` says how likely. */
const expectedOf = ({ intents, outOfScope }: Understanding, passages: number): Situation['expected'] => {
  const intent = outOfScope !== null && outOfScope.score >= outOfScope.threshold ? 0.1 : (intents[0]?.confidence ?? 0);
  return { intent, curated: intent, passages };
};
const situation = (
  { passages = 0, ...change }: Partial<Situation> & { passages?: number } = {},
  understood: Partial<Understanding> = {},
): Situation => ({
  ownerKind: 'bot',
  understanding: { ...understanding, ...understood },
  support: 0,
  expected: expectedOf({ ...understanding, ...understood }, passages),
  curatedIntents: new Set(['refund_status', 'return_policy']),
  failures: 0,
  policy: policySchema.parse({ handOffIntents: ['complaint'] }),
  llmAvailable: false,
  text: 'a message',
  contentWords: 4,
  followsAnswer: false,
  procedure: null,
  procedures: [],
  safetyRules: [],
  hasDecidedApprovals: false,
  ...change,
});
const unsure = { intents: [{ intent: 'refund_status', confidence: 0.3, threshold: 0.7 }] };
const outside = { outOfScope: { score: 0.8, threshold: 0.5 } };

describe('decide', () => {
  it.each(['queue', 'agent'] as const)('stays silent while the conversation is held by a %s', (ownerKind) => {
    expect(decide(situation({ ownerKind }, { asksForPerson: true }))).toEqual({
      action: 'stay-silent',
      ruleId: 'not-owned-by-bot',
    });
  });

  it('hands over before anything else when the visitor asks for a person', () => {
    expect(decide(situation({ passages: 1 }, { asksForPerson: true }))).toMatchObject({
      action: 'hand-off',
      reason: 'asked-for-person',
    });
  });

  it('tells what became of a call that a person decided on, unless the visitor wants a person by now', () => {
    const decided = situation({
      hasDecidedApprovals: true,
      llmAvailable: true,
      passages: 1,
      procedure: 'cancel_order',
    });
    expect(decide(decided)).toEqual({ action: 'approval', ruleId: 'approval-decided', inWords: false });
    expect(decide(decided, new Set(['approval-decided']))).toMatchObject({ action: 'approval', inWords: true });
    expect(decide({ ...decided, llmAvailable: false })).toMatchObject({ action: 'approval', inWords: true });
    expect(decide({ ...decided, understanding: { ...understanding, asksForPerson: true } }).action).toBe('hand-off');
    expect(decide({ ...decided, ownerKind: 'agent' }).action).toBe('stay-silent');
  });

  it('hands over abuse and repeated anger, and not anger alone', () => {
    const marked = (label: string) => decide(situation({}, { marks: [{ label, score: 0.97 }] }));
    expect(marked('abusive')).toEqual({ action: 'hand-off', ruleId: 'tone', reason: 'tone' });
    expect(marked('angry-again').ruleId).toBe('tone');
    expect(marked('angry').ruleId).toBe('curated-intent');
  });

  it('keeps orders to the model away from it, and answers what has a curated answer all the same', () => {
    const attack = { attack: { score: 0.97, threshold: 0.9 } };
    const withModel = { llmAvailable: true };
    expect(decide(situation(withModel, { ...unsure, ...attack }))).toEqual({
      action: 'out-of-scope',
      ruleId: 'prompt-injection',
    });
    expect(decide(situation(withModel, attack)).ruleId).toBe('curated-intent');
    expect(decide(situation(withModel, { ...unsure, attack: { score: 0.8, threshold: 0.9 } })).ruleId).toBe(
      'llm-agent',
    );
  });

  it('hands over an intent that the policy keeps for people', () => {
    const complaint = { intents: [{ intent: 'complaint', confidence: 0.9, threshold: 0.7 }] };
    expect(decide(situation({}, complaint))).toMatchObject({ action: 'hand-off', reason: 'intent-needs-person' });
  });

  it('answers with the curated answer at the risk that the workspace takes, and not just above it', () => {
    const at = (curated: number) => situation({ expected: { intent: 0.9, curated, passages: 0 } });
    expect(decide(at(0.8))).toEqual({ action: 'curated', intent: 'refund_status', ruleId: 'curated-intent' });
    expect(decide(at(0.799)).action).not.toBe('curated');
    const bold = policySchema.parse({ maximumRisk: 0.5 });
    expect(decide({ ...at(0.6), policy: bold }).action).toBe('curated');
  });

  it('lets the specialist answer that is likelier to', () => {
    const expected = { intent: 0.9, curated: 0.8, passages: 0.9 };
    expect(decide(situation({ expected }))).toEqual({ action: 'passages', ruleId: 'passages-support' });
    expect(decide(situation({ expected: { ...expected, passages: 0.79 } })).action).toBe('curated');
    expect(decide(situation({ expected }), new Set(['passages-support']))).toMatchObject({
      action: 'curated',
      ruleId: 'curated-instead',
    });
  });

  it('never answers an attack with a quote', () => {
    const attack = { attack: { score: 0.97, threshold: 0.9 } };
    const quotable = { intent: 0.2, curated: 0.2, passages: 0.99 };
    expect(decide(situation({ expected: quotable }, attack))).toEqual({
      action: 'out-of-scope',
      ruleId: 'prompt-injection',
    });
    const answerable = { intent: 0.9, curated: 0.9, passages: 0.99 };
    expect(decide(situation({ expected: answerable }, attack)).ruleId).toBe('curated-intent');
  });

  describe('asked several questions', () => {
    const asked = (intent: string, confidence = 0.9, score = 0.1) => ({
      text: intent,
      intents: [{ intent, confidence, threshold: 0.7 }],
      outOfScope: { score, threshold: 0.5 },
    });

    it('answers each of them, also when the whole is no intent and looks out of scope', () => {
      const questions = [asked('refund_status'), asked('return_policy')];
      expect(decide(situation({}, { ...unsure, ...outside, questions }))).toEqual({
        action: 'curated-each',
        intents: ['refund_status', 'return_policy'],
        ruleId: 'several-questions',
      });
    });

    it.each([
      ['twice the same', [asked('refund_status'), asked('refund_status')]],
      ['one that is not sure', [asked('refund_status'), asked('return_policy', 0.6)]],
      ['one out of scope', [asked('refund_status'), asked('return_policy', 0.9, 0.8)]],
      ['one without an answer', [asked('refund_status'), asked('unknown')]],
    ])('takes the message as a whole with %s', (_what, questions) => {
      expect(decide(situation({}, { questions }))).toMatchObject({ action: 'curated', intent: 'refund_status' });
    });

    it('hands over when one of them is for people', () => {
      const questions = [asked('refund_status'), asked('complaint')];
      expect(decide(situation({}, { questions }))).toMatchObject({ reason: 'intent-needs-person' });
    });
  });

  it('does not trust a confident intent when the message is out of scope', () => {
    expect(decide(situation({}, outside))).toMatchObject({ action: 'out-of-scope' });
  });

  it('quotes passages that support an answer, also when no intent fits', () => {
    expect(decide(situation({ passages: 0.9 }, { ...unsure, ...outside }))).toMatchObject({ action: 'passages' });
  });

  it('spends no LLM call on a message that is out of scope', () => {
    expect(decide(situation({ llmAvailable: true }, outside))).toMatchObject({ action: 'out-of-scope' });
  });

  it('uses the LLM agent for an open question only where it is there and allowed', () => {
    expect(decide(situation({ llmAvailable: true }, unsure))).toMatchObject({ action: 'llm' });
    const forbidden = policySchema.parse({ llmEnabled: false });
    expect(decide(situation({ llmAvailable: true, policy: forbidden }, unsure))).toMatchObject({ action: 'hand-off' });
  });

  it('asks which of two close intents is meant', () => {
    const close = {
      intents: [
        { intent: 'refund_status', confidence: 0.45, threshold: 0.7 },
        { intent: 'return_policy', confidence: 0.4, threshold: 0.7 },
      ],
    };
    expect(decide(situation({}, close))).toEqual({
      action: 'clarify',
      intents: ['refund_status', 'return_policy'],
      ruleId: 'two-intents-close',
    });
  });

  it('hands over after repeated failures instead of failing once more', () => {
    expect(decide(situation({ failures: 2 }, outside))).toMatchObject({
      action: 'hand-off',
      reason: 'repeated-failure',
    });
  });

  it('still answers what it knows after repeated failures', () => {
    expect(decide(situation({ failures: 5 }))).toMatchObject({ action: 'curated' });
  });

  it('leaves a language the specialists cannot read to the LLM agent or to a person', () => {
    const chinese = { language: { code: 'zh', confidence: 1 } };
    expect(decide(situation({ passages: 1 }, chinese)).ruleId).toBe('language-not-served');
    expect(decide(situation({ passages: 1, llmAvailable: true }, chinese))).toMatchObject({ action: 'llm' });
    expect(decide(situation({}, { language: { code: 'nl', confidence: 0.69 } })).action).toBe('curated');
  });

  it('goes on below a rule whose answer step declined', () => {
    const declined = new Set(['curated-intent']);
    expect(decide(situation({ passages: 0.9 }), declined)).toMatchObject({ action: 'passages' });
  });

  it('hands over with an honest reason when nothing else applies, even with no model at all', () => {
    const blind = { intents: [], outOfScope: null, intentModel: null, missing: ['encoder'] };
    expect(decide(situation({}, blind))).toEqual({ action: 'hand-off', reason: 'no-answer', ruleId: 'no-answer' });
  });

  describe('with procedures', () => {
    const procedures = [
      { id: 'refund', intents: ['refund_status'], titles: ['Check a refund', '查询退款'], entities: ['order'] },
    ];
    const order = { type: 'order', start: 0, end: 10, text: 'FM-1234567', value: 'FM-1234567' };

    it('begins the one whose intent the message has', () => {
      const begun = { action: 'procedure', procedure: 'refund', mode: 'begin' };
      expect(decide(situation({ procedures }))).toMatchObject(begun);
    });

    it('answers who asks in general, unless the question names the order', () => {
      expect(decide(situation({ procedures }, { isQuestion: true }))).toMatchObject({ action: 'curated' });
      const aboutOne = situation({ procedures }, { isQuestion: true, entities: [order] });
      expect(decide(aboutOne).action).toBe('procedure');
      const unanswered = situation({ procedures, curatedIntents: new Set() }, { isQuestion: true });
      expect(decide(unanswered).action).toBe('procedure');
    });

    it('acts from the intent’s threshold on, and answers under it when the answer is likely enough', () => {
      const expected = { intent: 0.9, curated: 0.9, passages: 0 };
      const at = (confidence: number, least = 0) => {
        const intents = [{ intent: 'refund_status', confidence, threshold: 0.7, least }];
        return decide(situation({ procedures, expected }, { intents })).action;
      };
      expect([at(0.6), at(0.6, 0.65), at(0.7)]).toEqual(['curated', 'hand-off', 'procedure']);
    });

    it.each(['Check a refund', ' check a refund ', '查询退款'])('begins the one that is called "%s"', (text) => {
      expect(decide(situation({ procedures, text }, unsure))).toMatchObject({ action: 'procedure', mode: 'begin' });
    });

    it('goes on with the one that runs before it looks at intents', () => {
      const complaint = { intents: [{ intent: 'complaint', confidence: 0.9, threshold: 0.7 }] };
      expect(decide(situation({ procedures, procedure: 'refund' }, complaint))).toEqual({
        action: 'procedure',
        procedure: 'refund',
        mode: 'continue',
        intent: 'complaint',
        ruleId: 'in-procedure',
      });
    });

    it('lets others answer what is no answer to it, and asks again when nobody can', () => {
      const declined = new Set(['in-procedure']);
      const running = { procedures, procedure: 'refund' };
      expect(decide(situation({ ...running, passages: 0.9 }, unsure), declined)).toMatchObject({ action: 'passages' });
      expect(decide(situation({ ...running, failures: 5 }, { ...unsure, ...outside }), declined)).toMatchObject({
        action: 'procedure',
        mode: 'again',
        ruleId: 'procedure-again',
      });
    });

    it('hands over all the same when the visitor asks for a person', () => {
      const asks = situation({ procedures, procedure: 'refund' }, { asksForPerson: true });
      expect(decide(asks).action).toBe('hand-off');
    });
  });

  describe('with safety rules', () => {
    const safetyRules = [
      { id: 'chest_pain', intents: ['emergency'], confidence: 0.4 },
      { id: 'dosage', intents: [], confidence: 0.5 },
    ];

    it('puts the first rule whose words were found before everything but the owner', () => {
      const found = { safety: ['dosage', 'chest_pain'], asksForPerson: true };
      expect(decide(situation({ safetyRules, procedure: 'any' }, found))).toEqual({
        action: 'safety',
        rule: 'chest_pain',
        ruleId: 'safety-rule',
      });
      expect(decide(situation({ safetyRules, ownerKind: 'agent' }, found))).toMatchObject({ action: 'stay-silent' });
    });

    it('takes an intent of the rule from the rule’s own confidence on, out of scope or not', () => {
      const emergency = (confidence: number) => ({
        intents: [{ intent: 'emergency', confidence, threshold: 0.9 }],
        ...outside,
      });
      expect(decide(situation({ safetyRules }, emergency(0.4)))).toMatchObject({ action: 'safety' });
      expect(decide(situation({ safetyRules }, emergency(0.39)))).not.toMatchObject({ action: 'safety' });
    });
  });
});

describe('the scope gate, where no intent model reads a message', () => {
  const fresh = { outOfScope: null, intents: [], intentModel: null };
  const chosen = (change: Partial<Situation>, understood: Partial<Understanding> = {}) =>
    decide(situation({ llmAvailable: true, ...change }, { ...fresh, ...understood })).ruleId;

  it('asks no model about what the knowledge has nothing on', () => {
    expect(chosen({ support: 0.001 })).toBe('scope-gate');
    expect(chosen({ support: 0.03 })).toBe('no-answer');
    expect(chosen({ support: 0.3 })).toBe('llm-agent');
  });

  it('lets through greetings, what names an order, and short words after an answer', () => {
    expect(chosen({ support: 0.001, contentWords: 1 })).toBe('llm-agent');
    const order = { type: 'order', start: 0, end: 4, text: 'FM-1', value: 'FM-1' };
    expect(chosen({ support: 0.001 }, { entities: [order] })).toBe('llm-agent');
    expect(chosen({ support: 0.001, followsAnswer: true })).toBe('llm-agent');
    expect(chosen({ support: 0.001, followsAnswer: true, contentWords: 12 })).toBe('scope-gate');
  });

  it('does not judge a language that the search does not read, nor what the intent model has placed', () => {
    expect(chosen({ support: 0.001 }, { language: { code: 'fr', confidence: 1 } })).toBe('llm-agent');
    expect(chosen({ support: 0.001 }, { outOfScope: { score: 0.1, threshold: 0.5 } })).toBe('llm-agent');
  });

  it('has bounds that a workspace sets, and is silent without a model', () => {
    const policy = policySchema.parse({ scope: { llmFrom: 0, outsideUnder: 0 } });
    expect(chosen({ support: 0.001, policy })).toBe('llm-agent');
    expect(chosen({ support: 0.001, llmAvailable: false })).toBe('no-answer');
  });
});
