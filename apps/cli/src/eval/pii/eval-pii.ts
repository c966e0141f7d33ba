import { type PiiSpan, findPii } from '@switchboard/understand';
import { Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../../terminal/progress';
import { writeReport } from '../../terminal/write-report';
import { readJsonRows } from '../build-knowledge';
import { sendThroughLlm } from './send-through-llm';

const spanSchema = z.object({ type: z.string(), start: z.number().int(), end: z.number().int() });
const rowSchema = z.object({ text: z.string().max(100_000), spans: z.array(spanSchema).default([]) });
type Row = z.infer<typeof rowSchema>;

/** `switchboard eval pii`: is personal data found, by type and to the character? */
export function evalPiiCommand(): Command {
  return new Command('pii')
    .description('personal data found in texts, by type')
    .requiredOption('--test <file>', 'rows {"text","spans":[{"type","start","end"}]}')
    .requiredOption('--out <file>', 'the report (JSON)')
    .option('--through-llm', 'send them to a scripted model that passes for a remote one, and look at the wire', false)
    .action(async ({ test, out, throughLlm }: { test: string; out: string; throughLlm: boolean }) => {
      const rows = readJsonRows(test, rowSchema);
      if (throughLlm) return showWire(rows, out);
      const found = rows.map(({ text }) => findPii(text));
      const byType = score(rows, found);
      writeReport(out, { byType, rows: found.map((spans) => ({ spans })) });
      for (const { type, expected, precision, recall } of byType)
        process.stdout.write(
          `${type.padEnd(20)} ${String(expected).padStart(5)} spans: precision ${show(precision)}, recall ${show(recall)}\n`,
        );
    });
}

async function showWire(rows: readonly Row[], out: string): Promise<void> {
  const progress = createProgress();
  const report = await sendThroughLlm(rows, (done) => progress.update(done, rows.length, 'messages'));
  progress.stop();
  writeReport(out, { n: rows.length, ...report });
  for (const { type, sent, arrived, restored } of report.byType)
    process.stdout.write(
      `${type.padEnd(20)} ${String(sent).padStart(5)} sent: ${arrived} arrived, ${restored} hidden and restored in the reply\n`,
    );
  process.stdout.write(`${report.failed} of ${rows.length} messages got no reply and are not counted\n`);
}

/** Null where nothing was found, or nothing was to be found. */
interface TypeScore {
  type: string;
  expected: number;
  found: number;
  right: number;
  precision: number | null;
  recall: number | null;
}

/** A span is right when its type and both ends are. Types that are not looked for score 0 recall: they are shown. */
function score(rows: readonly Row[], found: readonly PiiSpan[][]): TypeScore[] {
  const totals = new Map<string, { expected: number; found: number; right: number }>();
  const totalOf = (type: string): { expected: number; found: number; right: number } => {
    const total = totals.get(type) ?? { expected: 0, found: 0, right: 0 };
    totals.set(type, total);
    return total;
  };
  const key = ({ type, start, end }: { type: string; start: number; end: number }): string => `${type} ${start} ${end}`;
  rows.forEach(({ spans }, index) => {
    const own = found[index] ?? [];
    const keys = new Set(own.map(key));
    own.forEach(({ type }) => totalOf(type).found++);
    for (const span of spans) {
      const total = totalOf(span.type);
      total.expected++;
      if (keys.has(key(span))) total.right++;
    }
  });
  return [...totals]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([type, total]) => ({
      type,
      ...total,
      precision: total.found === 0 ? null : total.right / total.found,
      recall: total.expected === 0 ? null : total.right / total.expected,
    }));
}

const show = (share: number | null): string => (share === null ? '–' : share.toFixed(3));
