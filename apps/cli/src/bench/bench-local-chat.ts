import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { ChatMessage, LocalChat } from '@switchboard/models';
import { Command } from 'commander';
import { withLocalChat } from '../terminal/with-local-chat';
import { writeReport } from '../terminal/write-report';

const rules =
  'You answer visitors of the support desk of an outdoor shop. Use only the numbered passages. Be brief and exact, promise nothing that they do not say, and name no other company. ';
/** About 700 tokens that every conversation begins with. */
const system = `${rules.repeat(17)}Answer in the language of the question.`;
const passages = [
  'Standard delivery in the UK costs £3.95. Orders of £50 or more are delivered free by standard delivery.',
  'Express delivery costs £7.95. Large items go by courier for £12, by appointment and on the UK mainland only.',
  'Standard delivery takes 2–4 working days. Express orders placed before 14:00 arrive the next working day.',
  'Unused items with their tags can be returned within 60 days of delivery. Returns from the UK are free.',
];
const questions = ['what does delivery cost', 'how long does it take', 'can I send it back', 'is express free'];

const ask = (question: string, withPassages: boolean): ChatMessage[] => [
  { role: 'system', content: system },
  {
    role: 'user',
    content: withPassages
      ? `${passages.map((text, index) => `[${index + 1}] ${text}`).join('\n')}\n\n${question} (${Math.random()})`
      : question,
  },
];

/** `switchboard bench local-chat`: first words, speed, memory and the parent's event loop, on this machine. */
export function benchLocalChatCommand(): Command {
  return new Command('local-chat')
    .description(
      'the local model: first words with a warm prompt and with fresh passages, after a restart, four at once',
    )
    .option('--threads <number>', 'threads of the model', '1')
    .option('--out <file>', 'the report (JSON)')
    .action(async ({ threads, out }: { threads: string; out?: string }) => {
      process.env['LLM_THREADS'] = threads;
      const statesDir = mkdtempSync(join(tmpdir(), 'switchboard-states-'));
      try {
        const first = await withLocalChat((chat) => measure(chat), { statesDir });
        const restarted = await withLocalChat(
          async (chat) => (await firstWords(chat, ask('is express free', false))).firstMs,
          {
            statesDir,
          },
        );
        const report = { threads: Number(threads), ...first, afterRestartMs: restarted };
        if (out !== undefined) writeReport(out, report);
        process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
      } finally {
        rmSync(statesDir, { recursive: true, force: true });
      }
    });
}

async function measure(chat: LocalChat) {
  const loop = monitorEventLoopDelay({ resolution: 10 });
  loop.enable();
  const state = chat.state();
  const cold = await firstWords(chat, ask('what does delivery cost', false));
  const warm = [];
  const fresh = [];
  for (const question of questions) warm.push(await firstWords(chat, ask(question, false)));
  for (const question of questions) fresh.push(await firstWords(chat, ask(question, true)));
  const started = performance.now();
  const inTurn = await Promise.all(
    questions.map(async (question) => {
      const places: number[] = [];
      await firstWords(chat, ask(question, false), (place) => places.push(place));
      return { places, doneMs: Math.round(performance.now() - started) };
    }),
  );
  return {
    loadMs: state.kind === 'ready' ? state.loadMs : null,
    rssMb: state.kind === 'ready' ? state.rssMb : null,
    firstWordsMs: {
      cold: cold.firstMs,
      prefixWarm: warm.map(({ firstMs }) => firstMs),
      freshPassages: fresh.map(({ firstMs }) => firstMs),
    },
    tokensPerSecond: fresh.map(({ tokensPerSecond }) => tokensPerSecond),
    fourAtOnce: inTurn,
    parentLoopP99Ms: Math.round(loop.percentile(99) / 1e4) / 100,
  };
}

async function firstWords(chat: LocalChat, messages: ChatMessage[], onPlace?: (place: number) => void) {
  const { signal } = new AbortController();
  const started = performance.now();
  let firstMs = 0;
  let tokens = 0;
  const wait = { signal, maxTokens: 40, ...(onPlace === undefined ? {} : { onPlace }) };
  for await (const { text, usage } of chat.stream(messages, wait)) {
    if (firstMs === 0 && text.trim() !== '') firstMs = Math.round(performance.now() - started);
    tokens = usage?.completionTokens ?? tokens;
  }
  const writingMs = performance.now() - started - firstMs;
  return { firstMs, tokensPerSecond: Math.round((10_000 * Math.max(0, tokens - 1)) / writingMs) / 10 };
}
