import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { predictIntents, readIntentRows } from '@switchboard/learn';
import type { ChatModel } from '@switchboard/models';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';
import { withIntentModel } from '../terminal/with-intent-model';
import { writeReport, writeText } from '../terminal/write-report';
import { withModel } from '../test/with-model';
import { askIntent } from './ask-intent';
import { type ComparedRow, compareModels } from './compare-models';
import { comparisonHtml, comparisonMarkdown } from './render-comparison';

interface Options {
  model: string;
  test: string;
  llm: string;
  llmUrl?: string;
  out: string;
}

/** `switchboard compare`: the small model and an LLM on the same messages. */
export function compareCommand(): Command {
  return new Command('compare')
    .description('a small model beside an LLM that is told the intents: who is right, how fast, at what cost')
    .requiredOption('--model <folder>', 'the intent model')
    .requiredOption('--test <file>', 'messages {"text","intent"}')
    .option('--llm <name>', 'local, or a model at --llm-url', 'local')
    .option('--llm-url <url>', 'an endpoint (LLM_API_KEY is its key)')
    .requiredOption('--out <folder>', 'report.json, report.md and report.html; a run that was stopped goes on')
    .action(compareAction);
}

async function compareAction({ model: folder, test, out, llm: name, llmUrl }: Options): Promise<void> {
  const rows = readIntentRows(test);
  mkdirSync(out, { recursive: true });
  await withIntentModel(folder, (model, encoder) =>
    withModel({ model: name, ...(llmUrl === undefined ? {} : { llmUrl }) }, async ([llm]) => {
      if (llm === undefined) throw new Error(`--llm ${name} answers nothing: local, or a model at --llm-url`);
      const times: number[] = [];
      const small = await predictIntents(model, encoder, rows, (_, ms) => times.push(ms));
      const said = await askAll(llm, model.card.labels, rows, join(out, 'answers.jsonl'));
      const compared = rows.map(({ text, intent }, index): ComparedRow => {
        const { intent: predicted = '', confidence = 0 } = small[index] ?? {};
        return {
          text,
          intent,
          small: { intent: predicted, confidence, ms: times[index] ?? 0 },
          llm: said[index] as Said,
        };
      });
      const report = { artifact: model.hash, llmName: llm.name, ...compareModels(compared) };
      writeReport(join(out, 'report.json'), report);
      writeText(join(out, 'report.md'), comparisonMarkdown(report));
      writeText(join(out, 'report.html'), comparisonHtml(report));
      process.stdout.write(comparisonMarkdown(report));
    }),
  );
}

type Said = ComparedRow['llm'];

/** Asks about each message once: what was said is kept beside the report, by model and message. */
async function askAll(
  llm: ChatModel,
  labels: readonly string[],
  rows: readonly { text: string }[],
  file: string,
): Promise<Said[]> {
  const kept = new Map(
    (existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []).filter(isWhole).map((line) => {
      const { key, ...said } = JSON.parse(line) as Said & { key: string };
      return [key, said];
    }),
  );
  const progress = createProgress();
  const said: Said[] = [];
  try {
    for (const { text } of rows) {
      progress.update(said.length, rows.length, llm.name);
      const key = JSON.stringify([llm.name, labels.length, text]);
      const known = kept.get(key) ?? (await askIntent(llm, labels, text));
      if (!kept.has(key)) appendFileSync(file, `${JSON.stringify({ key, ...known })}\n`);
      kept.set(key, known);
      said.push(known);
    }
  } finally {
    progress.stop();
  }
  return said;
}

/** The last line of a run that was killed may be half of one. */
const isWhole = (line: string): boolean => line.startsWith('{') && line.endsWith('}');
