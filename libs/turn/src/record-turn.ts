import type { Trace, TurnStep } from '@switchboard/contracts';
import type { PendingTurn } from '@switchboard/conversations';

type OpenTrace = Omit<Trace, 'outcome' | 'finishedAt'>;

/** Collects the trace of one turn: the time of each step (repeats add up) and whatever the steps found. */
export function recordTurn(turn: PendingTurn, startedAt: Date) {
  const spent = new Map<TurnStep, number>();
  const trace: OpenTrace = {
    turnId: turn.id,
    conversationId: turn.conversationId,
    fromSeq: turn.fromSeq,
    toSeq: turn.toSeq,
    attempts: turn.attempts,
    startedAt: startedAt.toISOString(),
    steps: [],
    understanding: null,
    passages: [],
    filter: null,
    support: null,
    expected: null,
    decision: null,
    declined: [],
    checks: [],
    llm: null,
    error: null,
    procedure: null,
    tools: [],
  };

  async function time<T>(step: TurnStep, work: () => T | Promise<T>): Promise<T> {
    const start = performance.now();
    try {
      return await work();
    } finally {
      spent.set(step, (spent.get(step) ?? 0) + performance.now() - start);
    }
  }

  return {
    time,
    note(found: Partial<OpenTrace>): void {
      Object.assign(trace, found);
    },
    decline(ruleId: string, reason: string): void {
      trace.declined.push({ ruleId, reason });
    },
    finish(): OpenTrace {
      const steps = [...spent].map(([step, ms]) => ({ step, ms: Math.round(ms * 100) / 100 }));
      return { ...trace, steps };
    },
  };
}

export type TurnRecord = ReturnType<typeof recordTurn>;
