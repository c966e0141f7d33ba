import {
  type IntentEvaluation,
  evaluateIntents,
  predictIntents,
  readIntentRows,
  readTextRows,
} from '@switchboard/learn';
import { Command, InvalidArgumentError } from 'commander';
import { createProgress } from '../terminal/progress';
import { withIntentModel } from '../terminal/with-intent-model';
import { writeReport, writeRows } from '../terminal/write-report';
import { evalAgentCommand } from './agent/eval-agent';
import { evalToolCallsCommand } from './agent/eval-tool-calls';
import { evalAnswersCommand } from './eval-answers';
import { evalEntitiesCommand } from './eval-entities';
import { evalGroundingCommand } from './eval-grounding';
import { evalGuardCommand } from './eval-guard';
import { evalPackCommand } from './pack/eval-pack';
import { evalPiiCommand } from './pii/eval-pii';
import { evalLanguageCommand } from './eval-language';
import { evalTauCommand } from './tau/eval-tau';
import { evalRetrievalCommand } from './eval-retrieval';
import { evalSeveralCommand } from './eval-several';
import { evalSpecialistCommand } from './eval-specialist';

/** `switchboard eval …`: measure models on rows they were not trained on. */
export function evalCommand(): Command {
  const command = new Command('eval').description('measure models and search on your own rows');
  command
    .command('intents')
    .description('accuracy, calibration, out-of-scope detection and speed of an intent model')
    .requiredOption('--model <folder>', 'the artifact')
    .requiredOption('--test <file>', 'rows {"text","intent"}')
    .option('--oos <file>', 'out-of-scope rows {"text"}')
    .option('--keep <share>', 'share of in-scope messages to keep', share)
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(evalIntentsAction);
  command
    .command('predict')
    .description('intents of texts, in their order')
    .requiredOption('--model <folder>', 'the artifact')
    .requiredOption('--in <file>', 'rows {"text"}')
    .requiredOption('--out <file>', 'rows {text, intent, confidence, oosScore, top} (JSONL)')
    .action(evalPredictAction);
  return command
    .addCommand(evalRetrievalCommand())
    .addCommand(evalAnswersCommand())
    .addCommand(evalGroundingCommand())
    .addCommand(evalPiiCommand())
    .addCommand(evalEntitiesCommand())
    .addCommand(evalSeveralCommand())
    .addCommand(evalGuardCommand())
    .addCommand(evalSpecialistCommand())
    .addCommand(evalLanguageCommand())
    .addCommand(evalPackCommand())
    .addCommand(evalAgentCommand())
    .addCommand(evalToolCallsCommand())
    .addCommand(evalTauCommand());
}

async function evalIntentsAction({
  model: folder,
  test,
  oos,
  keep,
  out,
}: {
  model: string;
  test: string;
  oos?: string;
  keep?: number;
  out: string;
}): Promise<void> {
  const rows = readIntentRows(test);
  const oosRows = oos === undefined ? [] : readTextRows(oos);
  await withIntentModel(folder, async (model, encoder) => {
    const progress = createProgress();
    const total = rows.length + oosRows.length;
    const input = { model, encoder, rows, oosRows, ...(keep === undefined ? {} : { keep }) };
    const report = await evaluateIntents(input, (done) => progress.update(done, total, 'messages'));
    progress.stop();
    writeReport(out, report);
    process.stdout.write(`${summary(report)}\n`);
  });
}

function summary({ n, accuracy, macroF1, ece, oos, latencyMs }: IntentEvaluation): string {
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  const lines = [
    `${n} messages: accuracy ${percent(accuracy)}, macro F1 ${percent(macroF1)}, calibration error ${percent(ece)}`,
  ];
  if (oos !== null)
    lines.push(
      `out of scope: AUROC ${percent(oos.auroc)}, recall ${percent(oos.recall)} with ${percent(oos.kept)} of what is in scope kept`,
    );
  return [...lines, `a message takes ${latencyMs.p50.toFixed(1)} ms (p50), ${latencyMs.p95.toFixed(1)} ms (p95)`].join(
    '\n',
  );
}

async function evalPredictAction({
  model: folder,
  in: input,
  out,
}: {
  model: string;
  in: string;
  out: string;
}): Promise<void> {
  const rows = readTextRows(input);
  await withIntentModel(folder, async (model, encoder) => {
    const progress = createProgress();
    writeRows(
      out,
      await predictIntents(model, encoder, rows, (done) => progress.update(done, rows.length, 'messages')),
    );
    progress.stop();
    process.stdout.write(`${rows.length} rows in ${out}\n`);
  });
}

function share(text: string): number {
  const value = Number(text);
  if (value > 0 && value < 1) return value;
  throw new InvalidArgumentError('a share such as 0.95.');
}
