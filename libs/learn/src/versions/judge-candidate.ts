import {
  type EvaluationSummary,
  type GateCheck,
  type GateReport,
  type GateRules,
  gateRulesSchema,
} from '@switchboard/contracts';

/**
 * May the candidate go live? Both models were measured on the same rows, which neither was trained on. Every rule says
 * what it compared, so that a person can see why.
 */
export function judgeCandidate(
  candidate: EvaluationSummary,
  live: EvaluationSummary | null,
  rules: GateRules = gateRulesSchema.parse({}),
): GateReport {
  const checks: GateCheck[] = [
    {
      rule: 'has-test-part',
      passed: candidate.n >= rules.minimumTestRows,
      value: candidate.n,
      bound: rules.minimumTestRows,
      intents: [],
    },
    ...(live === null
      ? []
      : [
          overallNotWorse(candidate, live, rules),
          noIntentLoses(candidate, live, rules),
          noLanguageLoses(candidate, live, rules),
          nobodyUnderstoodWorse(candidate, live, rules),
        ]),
    {
      rule: 'calibrated',
      passed: candidate.ece <= rules.calibrationError,
      value: candidate.ece,
      bound: rules.calibrationError,
      intents: [],
    },
  ];
  return { passed: checks.every(({ passed }) => passed), checks, candidate, live };
}

function overallNotWorse(candidate: EvaluationSummary, live: EvaluationSummary, rules: GateRules): GateCheck {
  const bound = live.accuracy - rules.overallLoss;
  return {
    rule: 'overall-not-worse',
    passed: candidate.accuracy >= bound,
    value: candidate.accuracy,
    bound,
    intents: [],
  };
}

interface Counted {
  name: string;
  rows: number;
  right: number;
}

const noIntentLoses = (candidate: EvaluationSummary, live: EvaluationSummary, rules: GateRules): GateCheck =>
  noneLoses('no-intent-loses', rules.intentLoss, candidate.intents.map(named), live.intents.map(named));

/** With fewer messages a language cannot be judged. */
const enoughOfLanguage = 20;

/** Of several languages one may be given up for the others, and the whole be better for it. */
function noLanguageLoses(candidate: EvaluationSummary, live: EvaluationSummary, rules: GateRules): GateCheck {
  const judged = candidate.languages.filter(({ rows }) => rows >= enoughOfLanguage);
  return noneLoses('no-language-loses', rules.languageLoss, judged.map(spoken), live.languages.map(spoken));
}

const named = ({ intent, ...count }: EvaluationSummary['intents'][number]): Counted => ({ name: intent, ...count });
const spoken = ({ language, ...count }: EvaluationSummary['languages'][number]): Counted => ({
  name: language,
  ...count,
});

/** One message of a part is always forgiven: it may be chance. */
function noneLoses(
  rule: GateCheck['rule'],
  bound: number,
  candidate: readonly Counted[],
  live: readonly Counted[],
): GateCheck {
  const before = new Map(live.map(({ name, right }) => [name, right]));
  const losses = candidate.map(({ name, rows, right }) => {
    const lost = (before.get(name) ?? 0) - right;
    return { name, lost, share: lost / rows };
  });
  const tooMuch = losses.filter(({ lost, share }) => lost > 1 && share > bound);
  return {
    rule,
    passed: tooMuch.length === 0,
    value: Math.max(0, ...losses.map(({ share }) => share)),
    bound,
    intents: tooMuch.map(({ name }) => name),
  };
}

/** A group beyond its bound does not stop a model that treats it no worse than the live one does. */
function nobodyUnderstoodWorse(candidate: EvaluationSummary, live: EvaluationSummary, rules: GateRules): GateCheck {
  const before = new Map(live.bias.map(({ group, lost }) => [group, lost]));
  const growth = candidate.bias.map(({ group, lost }) => ({ group, more: lost - (before.get(group) ?? 0) }));
  const worse = growth.filter(({ more }) => more > rules.biasGrowth);
  return {
    rule: 'nobody-understood-worse',
    passed: worse.length === 0,
    value: Math.max(0, ...growth.map(({ more }) => more)),
    bound: rules.biasGrowth,
    intents: worse.map(({ group }) => group),
  };
}
