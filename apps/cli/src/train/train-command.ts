import {
  type RecipeTrial,
  type TrainProgress,
  type TrainedIntents,
  checkTrainingRows,
  readIntentRows,
  readTextRows,
  trainIntents,
} from '@switchboard/learn';
import { rmSync } from 'node:fs';
import { saveIntentModel } from '@switchboard/models';
import { Command, InvalidArgumentError } from 'commander';
import { createProgress } from '../terminal/progress';
import { defaultEncoder, withEncoder } from '../terminal/with-encoder';
import { trainSpecialistCommand } from './train-specialist';

interface TrainArguments {
  train: string;
  valid?: string;
  oos?: string;
  method: 'head' | 'finetune';
  tune: number;
  base: string;
  out: string;
}

/** `switchboard train intents`. */
export function trainCommand(): Command {
  const train = new Command('train').description('train the desk’s own models');
  train
    .command('intents')
    .description('train an intent model from rows {"text","intent"} (JSONL, .gz accepted)')
    .requiredOption('--train <file>', 'rows to learn from')
    .option('--valid <file>', 'rows to choose on, then learn from too; without it the training holds out its own')
    .option('--oos <file>', 'out-of-scope rows {"text"}: they sharpen the refusal, which works without them')
    .option(
      '--method <name>',
      'head: frozen encoder, in seconds; finetune: the encoder too, in minutes',
      knownMethod,
      'head',
    )
    .option('--tune <count>', 'try so many other settings of the heads on held-out rows', trialCount, 0)
    .option('--base <model>', 'encoder from models.json', defaultEncoder)
    .requiredOption('--out <folder>', 'where the artifact goes')
    .action(trainIntentsAction);
  return train.addCommand(trainSpecialistCommand());
}

async function trainIntentsAction({ train, valid, oos, method, tune, base: name, out }: TrainArguments): Promise<void> {
  const rows = readIntentRows(train);
  const validRows = valid === undefined ? [] : readIntentRows(valid);
  const outsideTexts = oos === undefined ? [] : readTextRows(oos).map(({ text }) => text);
  for (const warning of checkTrainingRows([...rows, ...validRows])) process.stderr.write(`! ${warning}\n`);
  // A training that was killed goes on where it was.
  const checkpointDir = `${out}.checkpoints`;
  await withEncoder(name, async (encoder, base) => {
    const progress = createProgress();
    const started = performance.now();
    const trained = await trainIntents({
      rows,
      validRows,
      outsideTexts,
      encoder,
      method,
      tune,
      base,
      checkpointDir,
      onProgress: (step) => progress.update(step.done, step.total, labelOf(step)),
    });
    progress.stop();
    const hash = saveIntentModel(out, trained.card, trained);
    rmSync(checkpointDir, { recursive: true, force: true });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    process.stdout.write(
      `${[
        `${trained.card.labels.length} intents from ${rows.length + validRows.length} rows in ${seconds} s`,
        ...summary(trained),
        `artifact ${hash.slice(0, 12)} in ${out}`,
      ].join('\n')}\n`,
    );
  });
}

function labelOf({ stage, loss, accuracy }: TrainProgress): string {
  if (loss === undefined) return stage;
  return `${stage}, loss ${loss.toFixed(2)}${accuracy === undefined ? '' : `, ${percent(accuracy)} right`}`;
}

function summary({ card: { metrics, pool }, trial, recipes }: TrainedIntents): string[] {
  const lines = [
    ...(recipes.length === 0 ? [] : [recipeTable(recipes)]),
    `held-out accuracy ${percent(metrics['heldOutAccuracy'] ?? 0)} of ${metrics['heldOutRows']} rows`,
    `pool: perceptrons × ${pool.perceptrons.toFixed(2)}, margins × ${pool.margins.toFixed(2)}, tuned × ${pool.tuned.toFixed(2)}`,
  ];
  if (trial === null) return lines;
  const { wins, head, tuned, epoch, rows } = trial;
  return [
    `fine-tuning ${wins ? 'won' : 'did not win, the frozen encoder stays'}: on ${rows} held-out rows ${percent(head.accuracy)} → ${percent(tuned.accuracy)}, log loss ${head.loss.toFixed(3)} → ${tuned.loss.toFixed(3)} (epoch ${epoch})`,
    ...lines,
  ];
}

/** The recipes that were tried, best log loss first. */
function recipeTable(trials: readonly RecipeTrial[]): string {
  const columns = Object.keys(trials[0]?.recipe ?? {}) as (keyof RecipeTrial['recipe'])[];
  const rows = [...trials]
    .sort((a, b) => a.loss - b.loss)
    .map(({ recipe, accuracy, loss, chosen }) => [
      chosen ? '→' : recipe === trials[0]?.recipe ? '·' : '',
      percent(accuracy),
      loss.toFixed(4),
      ...columns.map((column) => String(recipe[column])),
    ]);
  const table = [['', 'accuracy', 'log loss', ...columns], ...rows];
  const widths = table[0]?.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0))) ?? [];
  return table.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function trialCount(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 0 && count <= mostTrials) return count;
  throw new InvalidArgumentError(`a number from 0 to ${mostTrials}.`);
}
const mostTrials = 200;

function knownMethod(method: string): string {
  if (method === 'head' || method === 'finetune') return method;
  throw new InvalidArgumentError('it is "head" or "finetune".');
}
