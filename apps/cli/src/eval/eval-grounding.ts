import { type Support, measureAnswer, measureSupport, readSources } from '@switchboard/answer';
import { splitSentences } from '@switchboard/knowledge';
import type { Encoder } from '@switchboard/models';
import { Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../terminal/progress';
import { defaultEncoder, withEncoder } from '../terminal/with-encoder';
import { writeReport } from '../terminal/write-report';
import { readJsonRows } from './build-knowledge';

const rowSchema = z.object({
  passages: z.array(z.string().max(100_000)).max(100),
  answer: z.string().max(20_000),
  grounded: z.boolean().optional(),
});
type Row = z.infer<typeof rowSchema>;

/** `switchboard eval grounding`: is what an answer says in its passages? */
export function evalGroundingCommand(): Command {
  return new Command('grounding')
    .description('answers against the passages they are to rest on: 1 = supported')
    .requiredOption('--test <file>', 'rows {"passages":[text],"answer","grounded"?}')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async ({ test, out }: { test: string; out: string }) => {
      const rows = readJsonRows(test, rowSchema);
      const scored = await withEncoder(defaultEncoder, (encoder) => scoreAll(rows, encoder));
      const auroc = areaUnderCurve(
        rows.flatMap(({ grounded }, index) =>
          grounded === undefined ? [] : [{ score: scored[index]?.score ?? 0, isPositive: grounded }],
        ),
      );
      writeReport(out, { n: rows.length, auroc, rows: scored });
      process.stdout.write(`${rows.length} answers${auroc === null ? '' : `, AUROC ${(100 * auroc).toFixed(1)} %`}\n`);
    });
}

async function scoreAll(rows: readonly Row[], encoder: Encoder): Promise<Support[]> {
  const progress = createProgress();
  const scored: Support[] = [];
  for (const [index, { passages, answer }] of rows.entries()) {
    progress.update(index, rows.length, 'answers');
    const sources = readSources(passages);
    const sentences = answer.split('\n').flatMap(splitSentences);
    const said = await encoder.embed(sentences, { bulk: true });
    const known = await encoder.embed(
      sources.sentences.map(({ text }) => text),
      { bulk: true },
    );
    const cosines = said.map((vector) => Math.max(0, ...known.map((other) => dot(vector, other))));
    scored.push(measureAnswer(sentences.map((sentence, at) => measureSupport(sentence, sources, cosines[at] ?? null))));
  }
  progress.stop();
  return scored;
}

const dot = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);

/** Chance that a positive scores higher than a negative, ties half (Fawcett 2006); null without one of each. */
function areaUnderCurve(rows: readonly { score: number; isPositive: boolean }[]): number | null {
  const positive = rows.filter(({ isPositive }) => isPositive).map(({ score }) => score);
  const negative = rows.filter(({ isPositive }) => !isPositive).map(({ score }) => score);
  if (positive.length === 0 || negative.length === 0) return null;
  let wins = 0;
  for (const one of positive) for (const other of negative) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (positive.length * negative.length);
}
