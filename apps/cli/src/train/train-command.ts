import { checkTrainingRows, readIntentRows, readTextRows, trainIntents } from '@switchboard/learn';
import { saveIntentModel } from '@switchboard/models';
import { Command, InvalidArgumentError } from 'commander';
import { createProgress } from '../terminal/progress';
import { defaultEncoder, withEncoder } from '../terminal/with-encoder';

interface TrainArguments {
  train: string;
  valid?: string;
  oos?: string;
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
    .option('--method <name>', 'head: frozen encoder, seconds', knownMethod, 'head')
    .option('--base <model>', 'encoder from models.json', defaultEncoder)
    .requiredOption('--out <folder>', 'where the artifact goes')
    .action(trainIntentsAction);
  return train;
}

async function trainIntentsAction({ train, valid, oos, base, out }: TrainArguments): Promise<void> {
  const rows = readIntentRows(train);
  const validRows = valid === undefined ? [] : readIntentRows(valid);
  const outsideTexts = oos === undefined ? [] : readTextRows(oos).map(({ text }) => text);
  for (const warning of checkTrainingRows([...rows, ...validRows])) process.stderr.write(`! ${warning}\n`);
  await withEncoder(base, async (encoder) => {
    const progress = createProgress();
    const started = performance.now();
    const trained = await trainIntents({
      rows,
      validRows,
      outsideTexts,
      encoder,
      onProgress: ({ stage, done, total }) => progress.update(done, total, stage),
    });
    progress.stop();
    const hash = saveIntentModel(out, trained.card, trained);
    const { labels, metrics, pool } = trained.card;
    process.stdout.write(
      [
        `${labels.length} intents from ${rows.length + validRows.length} rows in ${((performance.now() - started) / 1000).toFixed(1)} s`,
        `held-out accuracy ${(100 * (metrics['heldOutAccuracy'] ?? 0)).toFixed(1)} % of ${metrics['heldOutRows']} rows`,
        `pool: perceptrons × ${pool.perceptrons.toFixed(2)}, margins × ${pool.margins.toFixed(2)}`,
        `artifact ${hash.slice(0, 12)} in ${out}`,
        '',
      ].join('\n'),
    );
  });
}

function knownMethod(method: string): string {
  if (method === 'head') return method;
  throw new InvalidArgumentError('"head" is the only method so far.');
}
