import { limits } from '@switchboard/contracts';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { ProblemError } from '../http/problem-error';

const policies = {
  /** Per conversation. */
  visitorMessages: { points: limits.visitorMessagesPerTenSeconds, duration: 10 },
  /** Per address. */
  widgetSessions: { points: 300, duration: 60 },
  /** Per address and e-mail: guessing passwords. */
  signIns: { points: 10, duration: 900 },
  /** Per key or signed-in person. */
  requests: { points: 3_000, duration: 60 },
} as const;

export type RateLimitName = keyof typeof policies;

/** What is left of a limit, in the words of the RateLimit header fields draft. */
export interface RateLimitState {
  limit: number;
  remaining: number;
  resetSeconds: number;
}

/** Limits of this process: a visitor's socket stays on one process, so counting here is counting all. */
export function createRateLimits(overrides: Partial<Record<RateLimitName, number>> = {}) {
  const limiters = new Map(
    (Object.keys(policies) as RateLimitName[]).map((name) => {
      const points = overrides[name] ?? policies[name].points;
      return [
        name,
        { points, limiter: new RateLimiterMemory({ points, duration: policies[name].duration, keyPrefix: name }) },
      ];
    }),
  );
  return {
    /** Takes one point. Throws a `rate-limited` problem with the seconds to wait when none is left. */
    async take(name: RateLimitName, key: string): Promise<RateLimitState> {
      const entry = limiters.get(name);
      if (entry === undefined) throw new Error(`no rate limit ${name}`);
      try {
        const state = await entry.limiter.consume(key);
        return {
          limit: entry.points,
          remaining: state.remainingPoints,
          resetSeconds: Math.ceil(state.msBeforeNext / 1000),
        };
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw new ProblemError('rate-limited', `try again in ${retryAfterSeconds} s`, { retryAfterSeconds });
      }
    },
  };
}

export type RateLimits = ReturnType<typeof createRateLimits>;
