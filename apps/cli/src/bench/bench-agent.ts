import { draftLlm } from '@switchboard/answer';
import { outputPolicySchema } from '@switchboard/contracts';
import { openChatModel } from '@switchboard/models';
import { startScriptedModel } from '@switchboard/testing';
import { writeReport } from '../terminal/write-report';

const reply = { text: 'Which order do you mean?', pieceCharacters: 6 };
const input = {
  company: 'Bench',
  language: { code: 'en', name: 'English', of: () => null },
  passages: [],
  summary: null,
  history: [],
  decided: [],
  question: 'where is my order',
};

/** `switchboard bench agent`: what the agent adds to a bare call of the model, against a scripted server. */
export async function benchAgent({ rounds, out }: { rounds: number; out: string }): Promise<void> {
  // Every run of the agent searches once and then answers: two steps.
  const server = await startScriptedModel(({ messages, tools }) =>
    tools !== undefined && !messages.some(({ role }) => role === 'tool')
      ? { toolCalls: [{ name: 'search_knowledge', arguments: { query: 'order' } }] }
      : reply,
  );
  const model = openChatModel({ url: server.url, model: 'scripted', timeoutMs: 10_000, maxTokens: 100 });
  const { signal } = new AbortController();
  const bare = async (): Promise<void> => {
    for await (const _ of model.stream([{ role: 'user', content: input.question }], { signal }));
  };
  const agent = async (): Promise<void> => {
    const check = { visitorText: '', policy: outputPolicySchema.parse({}), findPersonalData: () => [] };
    const deps = { model, tools: [], procedures: [], search: async () => [], check };
    await draftLlm(input, deps, { signal, onText: () => undefined });
  };
  const bareMs = await measure(bare, rounds);
  const agentMs = (await measure(agent, rounds)).map((ms) => ms / 2);
  await server.close();
  const report = {
    rounds,
    bareCallMs: { p50: quantile(bareMs, 0.5), p95: quantile(bareMs, 0.95) },
    agentStepMs: { p50: quantile(agentMs, 0.5), p95: quantile(agentMs, 0.95) },
    overheadMs: {
      p50: round(quantile(agentMs, 0.5) - quantile(bareMs, 0.5)),
      p95: round(quantile(agentMs, 0.95) - quantile(bareMs, 0.95)),
    },
  };
  writeReport(out, report);
  process.stdout.write(
    `a step of the agent takes ${report.overheadMs.p50} ms more than the bare call (p50), ${report.overheadMs.p95} ms (p95)\n`,
  );
}

async function measure(work: () => Promise<void>, rounds: number): Promise<number[]> {
  for (let warm = 0; warm < 20; warm++) await work();
  const times: number[] = [];
  for (let run = 0; run < rounds; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.sort((a, b) => a - b);
}

const round = (ms: number): number => Math.round(ms * 100) / 100;
const quantile = (sorted: readonly number[], share: number): number =>
  round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
