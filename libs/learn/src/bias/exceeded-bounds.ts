import type { BiasReport } from './measure-bias';

export interface BiasBounds {
  /** Accuracy that a group of names may lose against all names, and that another way of writing may lose. */
  names: number;
  writing: number;
}

export const defaultBiasBounds: BiasBounds = { names: 0.02, writing: 0.15 };

export interface ExceededBound {
  dimension: string;
  group: string;
  lost: number;
  allowed: number;
}

/**
 * Groups that surely lose more accuracy than they may: the whole interval lies beyond the bound, so that a small set
 * does not stop a model by chance. Empty when a model may go live.
 */
export function exceededBounds({ groups }: BiasReport, bounds: BiasBounds = defaultBiasBounds): ExceededBound[] {
  return groups.flatMap(({ dimension, group, gaps }) => {
    const allowed = dimension === 'names' ? bounds.names : bounds.writing;
    return -gaps.accuracy.high > allowed ? [{ dimension, group, lost: -gaps.accuracy.difference, allowed }] : [];
  });
}
