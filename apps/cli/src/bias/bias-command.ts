import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';
import {
  type GroupedName,
  biasHtml,
  biasMarkdown,
  exceededBounds,
  measureBias,
  readIntentRows,
  variants,
} from '@switchboard/learn';
import { Command } from 'commander';
import { z } from 'zod';
import { readJsonRows } from '../eval/build-knowledge';
import { createProgress } from '../terminal/progress';
import { withIntentModel } from '../terminal/with-intent-model';
import { writeReport } from '../terminal/write-report';

const nameSchema = z.object({
  name: z.string().min(1).max(80),
  gender: z.string().max(40).default(''),
  ethnicity: z.string().max(40).default(''),
});

interface BiasArguments {
  model: string;
  test: string;
  names?: string;
  out: string;
}

/** `switchboard bias`: does it matter to the model who writes, and how? */
export function biasCommand(): Command {
  return new Command('bias')
    .description('the same messages under other names, in dialects, with typing errors: who is understood worse')
    .requiredOption('--model <folder>', 'the artifact')
    .option('--test <file>', 'messages {"text","intent"}', join(repositoryRoot(), 'evals', 'retail', 'intents.jsonl'))
    .option('--names <file>', 'rows {"name","gender","ethnicity"} instead of the names that come with the desk')
    .requiredOption('--out <folder>', 'report.json, report.md and report.html')
    .action(biasAction);
}

async function biasAction({ model: folder, test, names, out }: BiasArguments): Promise<void> {
  const all = readIntentRows(test);
  const grouped = names === undefined ? undefined : readNames(names);
  await withIntentModel(folder, async (model, encoder) => {
    const rows = all.filter(({ intent }) => model.card.labels.includes(intent));
    if (rows.length === 0)
      throw new Error(`${test} has no message with an intent that the model knows; give others with --test`);
    const progress = createProgress();
    const report = await measureBias({ model, encoder, rows }, variants(grouped), (done, total) =>
      progress.update(done, total, 'ways of writing'),
    );
    progress.stop();
    const exceeded = exceededBounds(report);
    mkdirSync(out, { recursive: true });
    writeReport(join(out, 'report.json'), { ...report, exceeded });
    writeFileSync(join(out, 'report.md'), biasMarkdown(report, exceeded));
    writeFileSync(join(out, 'report.html'), biasHtml(report, exceeded));
    process.stdout.write(biasMarkdown(report, exceeded));
  });
}

function readNames(file: string): GroupedName[] {
  return readJsonRows(file, nameSchema).map(({ name, gender, ethnicity }) => ({
    name,
    group: [ethnicity, gender].filter((part) => part !== '').join(', ') || 'names',
  }));
}
