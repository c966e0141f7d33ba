import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Asked, type PackDesk, openPackDesk, repositoryRoot } from '@switchboard/api';
import type { Pack } from '@switchboard/packs';
import { readPack } from '@switchboard/packs';
import { Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../../terminal/progress';
import { defaultEncoder, withEncoder } from '../../terminal/with-encoder';
import { writeReport } from '../../terminal/write-report';
import { readJsonRows } from '../build-knowledge';
import { type Verdict, judgeIntent, judgeQuestion, judgeSafety, judgeUnanswerable } from './judge';

const textSchema = z.object({ text: z.string() });
const questionSchema = textSchema.extend({ mustContain: z.string() });
const intentSchema = textSchema.extend({ intent: z.string() });
const safetySchema = textSchema.extend({ rule: z.string().nullable() });

/** A kind of evaluation rows: its file, what a right turn is, and whether the pack has an answer to them. */
interface Part {
  name: string;
  read(file: string): { text: string; judge(asked: Asked, pack: Pack): Verdict }[];
  answerable: boolean;
}

const parts: Part[] = [
  {
    name: 'intents',
    answerable: true,
    read: (file) =>
      readJsonRows(file, intentSchema).map(({ text, intent }) => ({
        text,
        judge: (asked, pack) => judgeIntent(intent, asked, pack),
      })),
  },
  {
    name: 'questions',
    answerable: true,
    read: (file) =>
      readJsonRows(file, questionSchema).map(({ text, mustContain }) => ({
        text,
        judge: (asked) => judgeQuestion(mustContain, asked),
      })),
  },
  {
    name: 'unanswerable',
    answerable: false,
    read: (file) => readJsonRows(file, textSchema).map(({ text }) => ({ text, judge: judgeUnanswerable })),
  },
  {
    name: 'out-of-scope',
    answerable: false,
    read: (file) => readJsonRows(file, textSchema).map(({ text }) => ({ text, judge: judgeUnanswerable })),
  },
  {
    name: 'safety',
    answerable: false,
    read: (file) =>
      readJsonRows(file, safetySchema).map(({ text, rule }) => ({
        text,
        judge: (asked, pack) => judgeSafety(rule, asked, pack),
      })),
  },
];

type Half = 'development' | 'other';

interface Row {
  part: string;
  half: Half;
  text: string;
  verdict: Verdict;
  rule: string | null;
  intent: string | null;
  confidence: number | null;
  reply: string;
}

/** `switchboard eval pack`: a pack's messages through the whole turn, without a server. */
export function evalPackCommand(): Command {
  return new Command('pack')
    .description('how a pack’s desk does on the messages of evals/<pack>: right, wrong and sent, asked, handed over')
    .argument('<pack>', 'a folder of packs/ and of evals/')
    .option('--language <code>', 'the evaluation in that language: evals/<pack>/<code>/', 'main')
    .option('--base <model>', 'encoder from models.json', defaultEncoder)
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async (name: string, { language, base, out }: { language: string; base: string; out: string }) => {
      const pack = readPack(repositoryRoot(), name);
      const folder = join(repositoryRoot(), 'evals', name, language === 'main' ? '' : language);
      const rows = await withEncoder(base, async (encoder) => {
        const progress = createProgress();
        const desk = await openPackDesk(pack, {
          encoder,
          onProgress: ({ step, done, total }) => progress.update(done, total, step),
        });
        progress.stop();
        const judged = await askAll(desk, pack, { folder, isChinese: language === 'zh' });
        await desk.close();
        return judged;
      });
      const report = summarise(rows);
      const halves = Object.fromEntries(
        halvesOf.map((half) => [half, summarise(rows.filter((row) => row.half === half))]),
      );
      writeReport(out, { pack: name, language, ...report, halves, rows });
      const lines = Object.entries(halves).map(([half, own]) => `${half} half: ${describeShares(own)}`);
      process.stdout.write(`${[...describe(report), ...lines].join('\n')}\n`);
    });
}

const halvesOf: readonly Half[] = ['development', 'other'];

/** Nothing is chosen by looking at the other half of the messages, which the hash of their text tells apart. */
const halfOf = (text: string): Half =>
  createHash('sha256').update(text).digest().readUInt32BE(0) % 2 === 0 ? 'development' : 'other';

async function askAll(
  desk: PackDesk,
  pack: Pack,
  { folder, isChinese }: { folder: string; isChinese: boolean },
): Promise<Row[]> {
  const rows: Row[] = [];
  const progress = createProgress();
  for (const { name, read } of parts) {
    const file = join(folder, `${name}.jsonl`);
    if (!existsSync(file)) continue;
    const messages = read(file);
    for (const [index, { text, judge }] of messages.entries()) {
      progress.update(index, messages.length, name);
      const asked = await desk.ask(text, isChinese ? 'zh-CN' : 'en');
      const best = asked.trace.understanding?.intents[0];
      rows.push({
        part: name,
        half: halfOf(text),
        text,
        verdict: judge(asked, pack),
        rule: asked.trace.decision?.ruleId ?? null,
        intent: best?.intent ?? null,
        confidence: best === undefined ? null : Math.round(best.confidence * 1000) / 1000,
        reply: asked.ending.kind === 'reply' ? asked.ending.reply.text : `(${asked.ending.kind})`,
      });
    }
  }
  progress.stop();
  return rows;
}

type Counts = Record<Verdict, number> & { n: number };
interface Summary {
  parts: Record<string, Counts>;
  /** Of the messages that the pack answers, those that got the answer. */
  answeredCorrectly: number;
  /** Of all messages, those that were sent something that does not answer them. */
  wrongAndSent: number;
  /** Of the questions that no article answers, those that got no answer. */
  unanswerableLeft: number;
}

function summarise(rows: readonly Row[]): Summary {
  const counts = (own: readonly Row[]): Counts => {
    const result: Counts = { n: own.length, right: 0, wrong: 0, asked: 0, declined: 0, person: 0, missed: 0 };
    for (const { verdict } of own) result[verdict]++;
    return result;
  };
  const present = parts.filter(({ name }) => rows.some(({ part }) => part === name));
  const answerable = rows.filter(({ part }) => parts.some(({ name, answerable: is }) => is && name === part));
  const share = (own: readonly Row[], verdict: Verdict): number =>
    own.length === 0 ? 0 : own.filter((row) => row.verdict === verdict).length / own.length;
  return {
    parts: Object.fromEntries(present.map(({ name }) => [name, counts(rows.filter(({ part }) => part === name))])),
    answeredCorrectly: share(answerable, 'right'),
    wrongAndSent: share(rows, 'wrong'),
    unanswerableLeft: share(
      rows.filter(({ part }) => part === 'unanswerable'),
      'right',
    ),
  };
}

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function describe(summary: Summary): string[] {
  const lines = Object.entries(summary.parts).map(
    ([name, { n, right, wrong, asked, declined, person, missed }]) =>
      `${name.padEnd(13)} ${String(n).padStart(4)}: right ${percent(right / n)}, wrong ${wrong}, asked back ${asked}, declined ${declined}, to a person ${person}, missed ${missed}`,
  );
  return [...lines, describeShares(summary)];
}

const describeShares = ({ answeredCorrectly, wrongAndSent, unanswerableLeft }: Summary): string =>
  `answered correctly ${percent(answeredCorrectly)}, wrong and sent ${percent(wrongAndSent)}, unanswerable left ${percent(unanswerableLeft)}`;
