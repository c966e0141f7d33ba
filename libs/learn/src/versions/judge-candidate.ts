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

function noIntentLoses(candidate: EvaluationSummary, live: EvaluationSummary, rules: GateRules): GateCheck {
  const before = new Map(live.intents.map(({ intent, right }) => [intent, right]));
  const losses = candidate.intents.map(({ intent, rows, right }) => {
    const lost = (before.get(intent) ?? 0) - right;
    return { intent, lost, share: lost / rows };
  });
  const tooMuch = losses.filter(({ lost, share }) => lost > 1 && share > rules.intentLoss);
  return {
    rule: 'no-intent-loses',
    passed: tooMuch.length === 0,
    value: Math.max(0, ...losses.map(({ share }) => share)),
    bound: rules.intentLoss,
    intents: tooMuch.map(({ intent }) => intent),
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
