import type { AskedIntent } from './ask-intent';

export interface ComparedRow {
  text: string;
  intent: string;
  small: { intent: string; confidence: number; ms: number };
  llm: AskedIntent;
}

export interface Side {
  accuracy: number;
  latencyMs: { p50: number; p95: number };
}

export interface Comparison {
  n: number;
  small: Side;
  llm: Side & {
    /** Named no intent that there is. */
    unreadable: number;
    promptTokens: number;
    completionTokens: number;
    costMicros: number;
  };
  /** Who was right, in messages. */
  right: { both: number; smallOnly: number; llmOnly: number; neither: number };
  /** Chance that sides as good as each other part so far (exact McNemar, two-sided). */
  pValue: number;
  rows: ComparedRow[];
}

/** Two models on the same messages. */
export function compareModels(rows: readonly ComparedRow[]): Comparison {
  const right = { both: 0, smallOnly: 0, llmOnly: 0, neither: 0 };
  for (const { intent, small, llm } of rows) {
    const [a, b] = [small.intent === intent, llm.intent === intent];
    right[a ? (b ? 'both' : 'smallOnly') : b ? 'llmOnly' : 'neither']++;
  }
  const share = (count: number): number => (rows.length === 0 ? 0 : count / rows.length);
  const sum = (of: (row: AskedIntent) => number): number => rows.reduce((total, { llm }) => total + of(llm), 0);
  return {
    n: rows.length,
    small: { accuracy: share(right.both + right.smallOnly), latencyMs: latency(rows.map(({ small }) => small.ms)) },
    llm: {
      accuracy: share(right.both + right.llmOnly),
      latencyMs: latency(rows.map(({ llm }) => llm.ms)),
      unreadable: rows.filter(({ llm }) => llm.intent === null).length,
      promptTokens: sum(({ promptTokens }) => promptTokens),
      completionTokens: sum(({ completionTokens }) => completionTokens),
      costMicros: sum(({ costMicros }) => costMicros),
    },
    right,
    pValue: mcNemar(right.smallOnly, right.llmOnly),
    rows: [...rows],
  };
}

function latency(times: readonly number[]): Side['latencyMs'] {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

/** Of the messages on which one side alone was right, each is a toss of a coin when both are as good. */
function mcNemar(a: number, b: number): number {
  const n = a + b;
  let [tail, logChoose] = [0, 0];
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += Math.exp(logChoose - n * Math.LN2);
    logChoose += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}
