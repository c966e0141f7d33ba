import { type Decision, reaches, sureLanguage } from '@switchboard/contracts';
import type { Situation } from './situation';

/** One row of the decision table. `match` says what to do, or null when the row does not apply. */
export interface Rule {
  id: string;
  match(situation: Situation): DecisionWithoutRule | null;
}

type WithoutRule<T> = T extends unknown ? Omit<T, 'ruleId'> : never;
type DecisionWithoutRule = WithoutRule<Decision>;

/** The decision table: the first row that matches wins. */
export const rules: readonly Rule[] = [
  { id: 'not-owned-by-bot', match: (s) => (s.ownerKind === 'bot' ? null : { action: 'stay-silent' }) },
  {
    id: 'safety-rule',
    match: (s) => {
      const rule = safetyRule(s);
      return rule === null ? null : { action: 'safety', rule };
    },
  },
  {
    id: 'asked-for-person',
    match: (s) => (s.understanding.asksForPerson ? { action: 'hand-off', reason: 'asked-for-person' } : null),
  },
  {
    id: 'tone',
    match: (s) =>
      s.understanding.marks.some(({ label }) => s.policy.handOffMarks.includes(label))
        ? { action: 'hand-off', reason: 'tone' }
        : null,
  },
  {
    id: 'approval-decided',
    match: (s) =>
      s.hasDecidedApprovals && s.llmAvailable && s.policy.llmEnabled ? { action: 'approval', inWords: false } : null,
  },
  {
    id: 'approval-words',
    match: (s) => (s.hasDecidedApprovals ? { action: 'approval', inWords: true } : null),
  },
  {
    id: 'in-procedure',
    match: (s) =>
      s.procedure === null
        ? null
        : { action: 'procedure', procedure: s.procedure, mode: 'continue', intent: confidentIntent(s) },
  },
  {
    id: 'intent-needs-person',
    match: (s) => {
      const intents = [likelyIntent(s), ...askedIntents(s)];
      return intents.some((intent) => intent !== null && s.policy.handOffIntents.includes(intent))
        ? { action: 'hand-off', reason: 'intent-needs-person' }
        : null;
    },
  },
  {
    id: 'several-questions',
    match: (s) => {
      const intents = answerableQuestions(s);
      return intents === null ? null : { action: 'curated-each', intents };
    },
  },
  {
    id: 'procedure-intent',
    match: (s) => {
      const [intent, procedure] = [confidentIntent(s), procedureToBegin(s)];
      return procedure === null ? null : { action: 'procedure', procedure, mode: 'begin', intent };
    },
  },
  {
    id: 'curated-intent',
    match: (s) => (isAttack(s) || s.expected.curated >= s.expected.passages ? curatedAnswer(s) : null),
  },
  /** Orders to the model reach no model and are never answered with a quote; an intent's own words may be sent. */
  { id: 'prompt-injection', match: (s) => (isAttack(s) ? { action: 'out-of-scope' } : null) },
  {
    id: 'passages-support',
    match: (s) => (readable(s) && isSafe(s, s.expected.passages) ? { action: 'passages' } : null),
  },
  /** The passages were likelier to answer, and nothing could be quoted from them. */
  { id: 'curated-instead', match: (s) => (s.expected.curated < s.expected.passages ? curatedAnswer(s) : null) },
  {
    id: 'procedure-again',
    match: (s) =>
      s.procedure === null
        ? null
        : { action: 'procedure', procedure: s.procedure, mode: 'again', intent: confidentIntent(s) },
  },
  {
    id: 'repeated-failure',
    match: (s) => (s.failures >= s.policy.maxFailures ? { action: 'hand-off', reason: 'repeated-failure' } : null),
  },
  {
    id: 'out-of-scope',
    match: (s) => (readable(s) && outOfScope(s.understanding) ? { action: 'out-of-scope' } : null),
  },
  /** The widget is no free LLM: what has nothing to do with the company costs no token. */
  {
    id: 'scope-gate',
    match: (s) =>
      asksLlm(s) && isUnknownMatter(s) && s.support < s.policy.scope.outsideUnder ? { action: 'out-of-scope' } : null,
  },
  {
    id: 'llm-agent',
    match: (s) =>
      asksLlm(s) && !(isUnknownMatter(s) && s.support < s.policy.scope.llmFrom) ? { action: 'llm' } : null,
  },
  {
    id: 'two-intents-close',
    match: (s) => {
      const close = closeIntents(s);
      return close === null ? null : { action: 'clarify', intents: close };
    },
  },
  {
    id: 'language-not-served',
    match: (s) => (readable(s) ? null : { action: 'hand-off', reason: 'language-not-served' }),
  },
  { id: 'no-answer', match: () => ({ action: 'hand-off', reason: 'no-answer' }) },
];

/** The specialists were trained on this message's language; one that cannot be told surely is taken as theirs. */
function readable({ understanding, policy }: Situation): boolean {
  const language = sureLanguage(understanding.language);
  return language === null || policy.languages.includes(language);
}

const asksLlm = ({ llmAvailable, policy }: Situation): boolean => llmAvailable && policy.llmEnabled;

const mostFollowingWords = 6;

/**
 * A message with matter that nobody has placed: no intent model read it, it names no order or the like, and it is no
 * short word after an answer. Languages that the search does not read are not judged by it.
 */
function isUnknownMatter(situation: Situation): boolean {
  const { understanding, contentWords, followsAnswer } = situation;
  if (understanding.outOfScope !== null || !readable(situation)) return false;
  const isSmallTalk = contentWords <= 1;
  const goesOn = followsAnswer && contentWords <= mostFollowingWords;
  return !isSmallTalk && !goesOn && understanding.entities.length === 0;
}

type Scored = Pick<Situation['understanding'], 'intents' | 'outOfScope'>;

const outOfScope = ({ outOfScope: scope }: Scored): boolean => reaches(scope);

const isAttack = ({ understanding: { attack } }: Situation): boolean => reaches(attack);

/** The chance of a wrong answer is one that the workspace takes. */
function isSafe({ policy }: Situation, probability: number): boolean {
  return probability >= 1 - policy.maximumRisk;
}

/** The best intent when it is rightly read with at least this probability. */
function likelyIntent(situation: Situation, probability = 0.5): string | null {
  const best = situation.understanding.intents[0];
  if (best === undefined || !readable(situation) || situation.expected.intent < probability) return null;
  return best.intent;
}

/** The best intent when it reaches its own threshold and acting on it is a risk that the workspace takes. */
function confidentIntent(situation: Situation): string | null {
  const best = situation.understanding.intents[0];
  if (best === undefined || best.confidence < best.threshold) return null;
  return likelyIntent(situation, 1 - situation.policy.maximumRisk);
}

/** The best intent's own answer, when it is likely enough to be right and the workspace wants no more confidence. */
function curatedAnswer(situation: Situation): DecisionWithoutRule | null {
  const best = situation.understanding.intents[0];
  const intent = best !== undefined && best.confidence >= (best.least ?? 0) ? likelyIntent(situation) : null;
  const isThere = intent !== null && situation.curatedIntents.has(intent);
  return isThere && isSafe(situation, situation.expected.curated) ? { action: 'curated', intent } : null;
}

/** The intent of each question where the message asks several: in scope, and at its own threshold. */
function askedIntents(situation: Situation): (string | null)[] {
  return situation.understanding.questions.map((question) => {
    const best = question.intents[0];
    if (best === undefined || !readable(situation) || outOfScope(question)) return null;
    return best.confidence >= best.threshold ? best.intent : null;
  });
}

/** The intents of several questions when each has one with an answer of its own, and they are not all the same. */
function answerableQuestions(situation: Situation): string[] | null {
  const intents = askedIntents(situation);
  const answerable = intents.filter((intent) => intent !== null && situation.curatedIntents.has(intent));
  const distinct = [...new Set(answerable as string[])];
  return answerable.length === intents.length && distinct.length > 1 ? distinct : null;
}

/** Two answerable intents that together are likely and are nearer to each other than the policy's margin. */
function closeIntents(situation: Situation): [string, string] | null {
  const [first, second] = situation.understanding.intents;
  if (first === undefined || second === undefined || !readable(situation)) return null;
  const likely = first.confidence + second.confidence >= 0.5;
  const close = first.confidence - second.confidence <= situation.policy.clarifyMargin;
  const answerable = [first, second].every(
    ({ intent }) =>
      situation.curatedIntents.has(intent) || situation.procedures.some(({ intents }) => intents.includes(intent)),
  );
  return likely && close && answerable ? [first.intent, second.intent] : null;
}

/** The first rule whose words stand in the message or whose intent it has: neither needs the message to be in scope. */
function safetyRule({ understanding, safetyRules }: Situation): string | null {
  const best = understanding.intents[0];
  const rule = safetyRules.find(
    ({ id, intents, confidence }) =>
      understanding.safety.includes(id) ||
      (best !== undefined && intents.includes(best.intent) && best.confidence >= confidence),
  );
  return rule?.id ?? null;
}

/**
 * A procedure that the visitor calls by its name (its button), or whose intent the message has. Who asks in general
 * gets the intent's answer, with the procedure's button; who wants it done, or names the order, gets the procedure.
 */
function procedureToBegin(situation: Situation): string | null {
  const text = situation.text.trim().toLowerCase();
  const named = situation.procedures.find(({ titles }) => titles.some((title) => title.toLowerCase() === text));
  if (named !== undefined) return named.id === situation.procedure ? null : named.id;
  const intent = confidentIntent(situation);
  const procedure = situation.procedures.find(({ intents }) => intent !== null && intents.includes(intent));
  if (intent === null || procedure === undefined || procedure.id === situation.procedure) return null;
  const { entities, isQuestion } = situation.understanding;
  const isAboutOne = entities.some(({ type }) => procedure.entities.includes(type));
  return isQuestion && !isAboutOne && situation.curatedIntents.has(intent) ? null : procedure.id;
}
