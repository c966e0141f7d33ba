import { createToneReader, toneSpecialists } from '@switchboard/understand';
import { Argument, Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../terminal/progress';
import { defaultEncoder } from '../terminal/with-encoder';
import { withSpecialist } from '../terminal/with-specialist';
import { writeReport } from '../terminal/write-report';
import { readJsonRows } from './build-knowledge';
import { labelScores, showLabelScores } from './label-scores';

const rowSchema = z.object({ text: z.string().max(100_000), label: z.string() });
const atOnce = 32;

/** `switchboard eval specialist`: sentiment, urgency or abuse on rows with their right label. */
export function evalSpecialistCommand(): Command {
  return new Command('specialist')
    .description('what messages are like: sentiment, urgency, abuse')
    .addArgument(new Argument('<name>', 'the specialist').choices(toneSpecialists))
    .requiredOption('--test <file>', 'rows {"text","label"}')
    .option('--base <model>', 'the encoder', defaultEncoder)
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async (name: string, { test, base, out }: { test: string; base: string; out: string }) => {
      const rows = readJsonRows(test, rowSchema);
      await withSpecialist(name, base, async (specialist, encoder) => {
        const readTone = createToneReader([specialist]);
        const ordinary = specialist.card.labels[0] as string;
        const progress = createProgress();
        const found: { label: string; score: number | null }[] = [];
        for (let at = 0; at < rows.length; at += atOnce) {
          progress.update(at, rows.length, 'messages');
          const texts = rows.slice(at, at + atOnce).map(({ text }) => text);
          const encodings = await encoder.encode(texts, { bulk: true });
          encodings.forEach((encoding, index) => {
            const [mark] = readTone(texts[index] as string, encoding);
            found.push(mark ?? { label: ordinary, score: null });
          });
        }
        progress.stop();
        const byLabel = labelScores(
          rows.map(({ label }) => label),
          found.map(({ label }) => label),
        );
        writeReport(out, { n: rows.length, byLabel, rows: found });
        showLabelScores(byLabel);
      });
    });
}
