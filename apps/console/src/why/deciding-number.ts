import type { Trace } from '@switchboard/contracts';

/** The one number that the deciding rule compared, in words; empty where a rule compares none. */
export function decidingNumber({
  decision,
  understanding,
  support,
  expected,
}: Pick<Trace, 'decision' | 'understanding' | 'support' | 'expected'>): string {
  switch (decision?.ruleId) {
    case 'intent-needs-person':
    case 'procedure-intent':
      return expected === null ? '' : percent(expected.intent);
    case 'curated-intent':
    case 'curated-instead':
      return expected === null ? '' : percent(expected.curated);
    case 'passages-support':
      return expected === null ? '' : percent(expected.passages);
    case 'scope-gate':
      return support === null ? '' : percent(support);
    case 'out-of-scope': {
      const score = understanding?.outOfScope;
      return score === null || score === undefined ? '' : `${score.score.toFixed(2)} ≥ ${score.threshold.toFixed(2)}`;
    }
    case 'prompt-injection': {
      const attack = understanding?.attack;
      return attack === null || attack === undefined
        ? ''
        : `${attack.score.toFixed(2)} ≥ ${attack.threshold.toFixed(2)}`;
    }
    default:
      return '';
  }
}

const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
