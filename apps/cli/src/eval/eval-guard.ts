import { type GuardScore, createGuard } from '@switchboard/understand';
import { Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../terminal/progress';
import { defaultEncoder } from '../terminal/with-encoder';
import { withSpecialist } from '../terminal/with-specialist';
import { writeReport } from '../terminal/write-report';
import { readJsonRows } from './build-knowledge';

const rowSchema = z.object({ text: z.string().max(100_000), attack: z.boolean() });
const atOnce = 32;

/** `switchboard eval guard`: are orders to the model told from what people ordinarily write? */
export function evalGuardCommand(): Command {
  return new Command('guard')
    .description('prompt injections found in texts, and harmless texts taken for one')
    .requiredOption('--test <file>', 'rows {"text","attack"}')
    .option('--base <model>', 'the encoder', defaultEncoder)
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async ({ test, base, out }: { test: string; base: string; out: string }) => {
      const rows = readJsonRows(test, rowSchema);
      await withSpecialist('guard', base, async (specialist, encoder) => {
        const guard = createGuard(specialist, encoder);
        const progress = createProgress();
        const scores: GuardScore[] = [];
        for (let at = 0; at < rows.length; at += atOnce) {
          progress.update(at, rows.length, 'texts');
          scores.push(
            ...(await guard(
              rows.slice(at, at + atOnce).map(({ text }) => text),
              { bulk: true },
            )),
          );
        }
        progress.stop();
        const shareOf = (attack: boolean): number | null => {
          const own = scores.filter((_, index) => rows[index]?.attack === attack);
          return own.length === 0 ? null : own.filter((score) => score.attack).length / own.length;
        };
        const report = { n: rows.length, stopped: shareOf(true), refused: shareOf(false) };
        writeReport(out, { ...report, threshold: specialist.card.thresholds.at(-1), rows: scores });
        process.stdout.write(
          `${rows.length} texts: attacks stopped ${show(report.stopped)}, harmless refused ${show(report.refused)}\n`,
        );
      });
    });
}

const show = (share: number | null): string => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
