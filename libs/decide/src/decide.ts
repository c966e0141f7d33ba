import type { Decision } from '@switchboard/contracts';
import { rules } from './rules';
import type { Situation } from './situation';

/**
 * The first row of the decision table that matches. Rules in `declined` were tried in this turn and their answer
 * step had nothing to say; the table goes on below them. The last row always matches. Pure.
 */
export function decide(situation: Situation, declined: ReadonlySet<string> = new Set()): Decision {
  for (const rule of rules) {
    if (declined.has(rule.id)) continue;
    const match = rule.match(situation);
    if (match !== null) return { ...match, ruleId: rule.id };
  }
  throw new Error('the decision table has no last row');
}
