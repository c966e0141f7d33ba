import type { GateCheck, GateReport, GateRules } from '@switchboard/contracts';

export interface GateRule {
  name: keyof GateRules;
  check: GateCheck['rule'];
  /** Shares are shown and written in percent. */
  isShare: boolean;
  /** As they are written. */
  least: number;
  most: number;
}

export const gateRules: readonly GateRule[] = [
  { name: 'minimumTestRows', check: 'has-test-part', isShare: false, least: 1, most: 5_000 },
  { name: 'overallLoss', check: 'overall-not-worse', isShare: true, least: 0, most: 20 },
  { name: 'intentLoss', check: 'no-intent-loses', isShare: true, least: 0, most: 100 },
  { name: 'languageLoss', check: 'no-language-loses', isShare: true, least: 0, most: 100 },
  { name: 'calibrationError', check: 'calibrated', isShare: true, least: 0.5, most: 50 },
  { name: 'biasGrowth', check: 'nobody-understood-worse', isShare: true, least: 0, most: 50 },
];

/** A number as it is written in a field. */
export const written = (value: number, { isShare }: Pick<GateRule, 'isShare'>): string =>
  String(isShare ? Math.round(value * 10_000) / 100 : value);

/** What stands in a field, or null when no rule can be that. */
export function readRule(text: string, { isShare, least, most }: Omit<GateRule, 'name' | 'check'>): number | null {
  const value = Number(text.trim().replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(value) || value < least || value > most) return null;
  if (!isShare) return Number.isInteger(value) ? value : null;
  return Math.round(value * 100) / 10_000;
}

/** What the rule found, in the terms in which it is written: for the whole, how much accuracy is lost. */
export function foundBy({ check }: GateRule, { checks, candidate, live }: GateReport): FoundByRule | null {
  const found = checks.find(({ rule }) => rule === check);
  if (found === undefined) return null;
  const value = check === 'overall-not-worse' && live !== null ? live.accuracy - candidate.accuracy : found.value;
  return { passed: found.passed, value };
}

export interface FoundByRule {
  passed: boolean;
  value: number;
}
