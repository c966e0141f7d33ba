import type { Change, ComparedTurn } from './compare-turns';

export interface ReplayRule {
  id: string;
  passed: boolean;
  detail: string;
}

export interface ReplayVerdict {
  /** `undecided`: too few turns to say. */
  verdict: 'passed' | 'failed' | 'undecided';
  rules: ReplayRule[];
}

const fewestTurns = 10;
const limits = { action: 0.1, lost: 0.05, numbers: 0.1, grounding: 0.05 };

/** May the new prompt go live? Every rule has a number, and each says what it found. Pure. */
export function judgeReplay(turns: readonly ComparedTurn[]): ReplayVerdict {
  const changed = (change: Change): number => turns.filter(({ changes }) => changes.includes(change)).length;
  const lost = turns.filter(({ before, after }) => before.action === 'replied' && after.action !== 'replied').length;
  const ratios = turns.flatMap(({ lengthRatio }) => lengthRatio ?? []).sort((a, b) => a - b);
  const median = ratios[Math.floor(ratios.length / 2)] ?? 1;
  const share = (id: string, count: number, most: number, words: string): ReplayRule => ({
    id,
    passed: count <= most * turns.length,
    detail: `${count} of ${turns.length} turns ${words}; at most ${Math.round(100 * most)} %`,
  });
  const rules = [
    share('action', changed('action'), limits.action, 'would end otherwise'),
    share('lost', lost, limits.lost, 'would lose their reply'),
    share('numbers', changed('numbers'), limits.numbers, 'would name other numbers'),
    share('grounding', changed('grounding'), limits.grounding, 'would have more taken out by the check'),
    {
      id: 'length',
      passed: median >= 0.5 && median <= 2,
      detail: `replies would have ${median} times their length (median); from 0.5 to 2`,
    },
  ];
  if (turns.length < fewestTurns)
    rules.unshift({ id: 'enough', passed: false, detail: `${turns.length} turns; at least ${fewestTurns}` });
  const isEnough = turns.length >= fewestTurns;
  const passed = rules.every((rule) => rule.passed);
  return { verdict: isEnough ? (passed ? 'passed' : 'failed') : 'undecided', rules };
}
