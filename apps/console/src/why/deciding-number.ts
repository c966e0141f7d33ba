import type { Trace } from '@switchboard/contracts';

/** The one number that the deciding rule compared, in words; empty where a rule compares none. */
export function decidingNumber({
  decision,
  understanding,
  support,
}: Pick<Trace, 'decision' | 'understanding' | 'support'>): string {
  const best = understanding?.intents[0];
  switch (decision?.ruleId) {
    case 'curated-intent':
    case 'intent-needs-person':
      return best === undefined
        ? ''
        : `${(100 * best.confidence).toFixed(0)} % ≥ ${(100 * best.threshold).toFixed(0)} %`;
    case 'passages-support':
    case 'scope-gate':
      return support === null ? '' : `${(100 * support).toFixed(0)} %`;
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
