import {
  type DatasetReport,
  type SameText,
  checkDataset,
  checkTrainingRows,
  predictOutOfFold,
  readIntentRows,
} from '@switchboard/learn';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';
import { defaultEncoder, withEncoder } from '../terminal/with-encoder';
import { writeReport } from '../terminal/write-report';

const shown = 5;

/** `switchboard check intents`: what to mend in the rows before training on them. */
export function checkCommand(): Command {
  const check = new Command('check').description('find what is wrong with training data');
  check
    .command('intents')
    .description('repeats, contradictions, likely mislabels, confusable intents and leaks into a test part')
    .requiredOption('--train <file>', 'rows {"text","intent"} (JSONL, .gz accepted)')
    .option('--test <file>', 'a test part, to see whether its messages are in the training part')
    .option('--base <model>', 'encoder from models.json', defaultEncoder)
    .requiredOption('--out <file>', 'the report (JSON); rows are numbered from 1')
    .action(async ({ train, test, base, out }: { train: string; test?: string; base: string; out: string }) => {
      const rows = readIntentRows(train);
      const testRows = test === undefined ? [] : readIntentRows(test);
      checkTrainingRows(rows);
      const report = await withEncoder(base, async (encoder) => {
        const progress = createProgress();
        const outOfFold = await predictOutOfFold(rows, encoder, ({ stage, done, total }) =>
          progress.update(done, total, stage),
        );
        progress.stop();
        return checkDataset(rows, outOfFold, testRows);
      });
      writeReport(out, report);
      process.stdout.write(`${summary(report).join('\n')}\n`);
    });
  return check;
}

function summary({ likelyMislabels, confusablePairs, ...report }: DatasetReport): string[] {
  const sameText = ({ text, rows }: SameText): string =>
    `"${text}" in rows ${rows.map(({ row, intent }) => `${row} (${intent})`).join(', ')}`;
  return [
    `${report.rows} rows, ${report.intents} intents; models that have not seen a row get ${percent(report.accuracy)} of them right`,
    ...section('contradictory labels', report.contradictions, sameText),
    ...section('likely mislabels', likelyMislabels, ({ row, text, intent, suggested }) => {
      return `row ${row}: "${text}" is ${intent}, reads like ${suggested}`;
    }),
    ...section('pairs of intents that are easily confused', confusablePairs, ({ intents, share, rows }) => {
      return `${intents.join(' and ')}: ${percent(share)} of their rows, such as "${rows[0]?.text}"`;
    }),
    ...section('intents with under 5 examples', report.starved, ({ intent, count }) => `${intent}: ${count}`),
    ...section('messages of the test part that the training has', report.leaks, ({ text, testRow, rows }) => {
      return `test row ${testRow}, "${text}", in rows ${rows.join(', ')}`;
    }),
    ...section('repeated messages', report.duplicates, sameText),
  ];
}

function section<T>(title: string, items: readonly T[], line: (item: T) => string): string[] {
  if (items.length === 0) return [];
  const more = items.length > shown ? [`    … and ${items.length - shown} more in the report`] : [];
  return [`${items.length} ${title}`, ...items.slice(0, shown).map((item) => `    ${line(item)}`), ...more];
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
