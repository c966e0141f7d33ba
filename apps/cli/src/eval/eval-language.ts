import { detectLanguage } from '@switchboard/understand';
import { Command } from 'commander';
import { z } from 'zod';
import { writeReport } from '../terminal/write-report';
import { readJsonRows } from './build-knowledge';
import { labelScores, showLabelScores } from './label-scores';

const rowSchema = z.object({ text: z.string().max(100_000), language: z.string() });

/** `switchboard eval language`: is a message's language told, also from a few words? */
export function evalLanguageCommand(): Command {
  return new Command('language')
    .description('the language of messages')
    .requiredOption('--test <file>', 'rows {"text","language"} with a BCP-47 code')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(({ test, out }: { test: string; out: string }) => {
      const rows = readJsonRows(test, rowSchema);
      const found = rows.map(({ text }) => detectLanguage(text));
      const byLabel = labelScores(
        rows.map(({ language }) => language),
        found.map(({ code }) => code),
      );
      const right = found.filter(({ code }, index) => code === rows[index]?.language).length;
      writeReport(out, { n: rows.length, accuracy: right / Math.max(1, rows.length), byLabel, rows: found });
      showLabelScores(byLabel);
      process.stdout.write(
        `${rows.length} messages: accuracy ${((100 * right) / Math.max(1, rows.length)).toFixed(1)} %\n`,
      );
    });
}
