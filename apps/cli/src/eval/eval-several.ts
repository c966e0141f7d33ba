import { type IntentPrediction, type IntentRow, predictIntents, readIntentRows } from '@switchboard/learn';
import type { Encoder, IntentModel } from '@switchboard/models';
import { isQuestion, splitQuestions } from '@switchboard/understand';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';
import { withIntentModel } from '../terminal/with-intent-model';
import { writeReport } from '../terminal/write-report';

/** How two questions come in one message. */
const joints = [(a: string, b: string) => `${a} and ${b}`, (a: string, b: string) => `${a}\n${b}`];
const mostPairs = 1_000;

/** `switchboard eval several`: are two questions in one message told apart, and is one question left whole? */
export function evalSeveralCommand(): Command {
  return new Command('several')
    .description('messages that ask two things: rows of the test are paired')
    .requiredOption('--model <folder>', 'the artifact')
    .requiredOption('--test <file>', 'rows {"text","intent"}')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async ({ model: folder, test, out }: { model: string; test: string; out: string }) => {
      const rows = readIntentRows(test);
      await withIntentModel(folder, async (model, encoder) => {
        const judge = createJudge(model, encoder);
        const report = { pairs: await judgePairs(pairUp(rows), judge), single: await judgeSingles(rows, judge) };
        writeReport(out, report);
        const { pairs, single } = report;
        process.stdout.write(
          `${pairs.n} pairs: ${percent(pairs.found)} told apart, ${percent(pairs.answered)} answered twice, ${percent(pairs.wrong)} with a wrong answer among them\n` +
            `${single.n} single messages: ${percent(single.split)} taken apart, ${percent(single.answered)} answered twice\n`,
        );
      });
    });
}

interface Pair {
  text: string;
  intents: [string, string];
}

/** Questions of the test with one of another intent each, joined in turn by "and" and by a new line. */
function pairUp(rows: readonly IntentRow[]): Pair[] {
  const asked = rows.filter(({ text }) => isQuestion(text) && splitQuestions(text).length === 0);
  const half = Math.floor(asked.length / 2);
  return Array.from({ length: half }, (_, index) => [asked[index], asked[index + half]] as [IntentRow, IntentRow])
    .filter(([a, b]) => a.intent !== b.intent)
    .slice(0, mostPairs)
    .map(([a, b], index) => ({
      text: (joints[index % joints.length] as (a: string, b: string) => string)(
        a.text.replace(/[?.!\s]+$/, ''),
        b.text,
      ),
      intents: [a.intent, b.intent],
    }));
}

type Judge = ReturnType<typeof createJudge>;

function createJudge(model: IntentModel, encoder: Pick<Encoder, 'encode'>) {
  const progress = createProgress();
  const thresholdOf = new Map(model.card.labels.map((label, index) => [label, model.card.thresholds[index] ?? 1]));
  const isSure = ({ intent, confidence, oosScore }: IntentPrediction): boolean =>
    confidence >= (thresholdOf.get(intent) ?? 1) && oosScore < model.card.outOfScope.threshold;
  return {
    /** The intents of the parts that would all be answered, or null. */
    async answered(text: string): Promise<{ parts: number; intents: string[] | null }> {
      const parts = splitQuestions(text);
      if (parts.length === 0) return { parts: 0, intents: null };
      const predictions = await predictIntents(
        model,
        encoder,
        parts.map((part) => ({ text: part })),
      );
      const intents = [...new Set(predictions.map(({ intent }) => intent))];
      return { parts: parts.length, intents: predictions.every(isSure) && intents.length > 1 ? intents : null };
    },
    progress,
  };
}

async function judgePairs(pairs: readonly Pair[], judge: Judge) {
  const [found, answered, wrong] = [count(), count(), count()];
  for (const [index, { text, intents }] of pairs.entries()) {
    judge.progress.update(index, pairs.length, 'pairs');
    const said = await judge.answered(text);
    found.add(said.parts === 2);
    answered.add(said.intents !== null);
    wrong.add(said.intents !== null && said.intents.some((intent) => !intents.includes(intent)));
  }
  judge.progress.stop();
  return { n: pairs.length, found: found.share(), answered: answered.share(), wrong: wrong.share() };
}

async function judgeSingles(rows: readonly IntentRow[], judge: Judge) {
  const [split, answered] = [count(), count()];
  for (const { text } of rows) {
    const said = await judge.answered(text);
    split.add(said.parts > 0);
    answered.add(said.intents !== null);
  }
  return { n: rows.length, split: split.share(), answered: answered.share() };
}

function count() {
  let [all, hits] = [0, 0];
  return {
    add(hit: boolean): void {
      all++;
      if (hit) hits++;
    },
    share: (): number => hits / Math.max(1, all),
  };
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
