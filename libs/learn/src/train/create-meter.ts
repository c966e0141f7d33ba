import type { Phase } from './plan-training';

export interface Reading {
  stage: Phase['stage'];
  /** Of the whole training, in the time that encoding one row takes. */
  done: number;
  total: number;
}

/** How much of a plan's time has gone by. It never goes back: of a phase that ends early the rest is taken as done. */
export function createMeter(phases: readonly Phase[]) {
  const total = Math.round(phases.reduce((sum, { cost }) => sum + cost, 0));
  let [at, before, done] = [0, 0, 0];
  /** So much of the phase that runs, from 0 to 1. */
  const read = (share: number): Reading => {
    const { stage, cost } = phases[Math.min(at, phases.length - 1)] as Phase;
    done = Math.max(done, Math.min(total, Math.round(before + cost * Math.min(1, share))));
    return { stage, done, total };
  };
  return {
    read,
    /** The phase that runs is over. */
    next(): Reading {
      before += phases[at]?.cost ?? 0;
      at++;
      return read(0);
    },
  };
}
