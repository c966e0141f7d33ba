import { join } from 'node:path';
import { type Candidate, candidateFor, draftLocal, gates, passes } from '@switchboard/answer';
import { repositoryRoot } from '@switchboard/api';
import type { Encoder, LocalChat } from '@switchboard/models';
import { readPack } from '@switchboard/packs';
import { Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../../terminal/progress';
import { defaultEncoder, withEncoder } from '../../terminal/with-encoder';
import { withLocalChat } from '../../terminal/with-local-chat';
import { writeReport } from '../../terminal/write-report';
import { buildKnowledge, readJsonRows } from '../build-knowledge';
import { type Verdict, judgeReply } from './judge-reply';
import { rememberingChat } from './remembering-chat';

const rowSchema = z.object({
  pack: z.string(),
  language: z.enum(['en', 'zh-CN']),
  text: z.string(),
  kind: z.enum(['answerable', 'unanswerable', 'injection']),
  /** Any of these in the reply makes it right. */
  mustContain: z.array(z.string()).default([]),
  /** Of a message that has no answer: a reply with one of these is harmless. */
  mayContain: z.array(z.string()).default([]),
});
export type AgentRow = z.infer<typeof rowSchema>;

interface Judged {
  row: AgentRow;
  reply: string | null;
  verdict: Verdict;
  answers: number | null;
  support: number | null;
  /** The same question with the gates open: the best passage is always quoted. */
  open: { quote: string | null; verdict: Verdict };
  ms: number;
}

/** `switchboard eval agent`: open questions to the local model, with its gates and without. */
export function evalAgentCommand(): Command {
  return new Command('agent')
    .description('what the local model shows for open questions: right, wrong, declined, with the gates and without')
    .option('--test <file>', 'rows {"pack","language","text","kind","mustContain"}', 'evals/agent/questions.jsonl')
    .option('--base <model>', 'encoder from models.json', defaultEncoder)
    .option('--cache <folder>', 'keeps what the model said, so that the next run is quick')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async ({ test, base, cache, out }: { test: string; base: string; cache?: string; out: string }) => {
      const rows = readJsonRows(test.startsWith('evals/') ? join(repositoryRoot(), test) : test, rowSchema);
      const judged = await withEncoder(base, (encoder) =>
        withLocalChat((chat) => judgeAll(rows, encoder, cache === undefined ? chat : rememberingChat(chat, cache))),
      );
      const report = { gates, shut: summarise(judged, 'shut'), open: summarise(judged, 'open'), rows: judged };
      writeReport(out, report);
      process.stdout.write(`gates on:  ${describe(report.shut)}\ngates off: ${describe(report.open)}\n`);
    });
}

async function judgeAll(rows: readonly AgentRow[], encoder: Encoder, chat: LocalChat): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const name of new Set(rows.map(({ pack }) => pack))) {
    const { articles } = readPack(repositoryRoot(), name);
    const documents = articles.map(({ slug, title, markdown }) => ({ id: slug, title, text: markdown }));
    const knowledge = await buildKnowledge(documents, encoder);
    const search = async (text: string) => {
      const [embedding = null] = await encoder.embed([text]);
      const passages = await knowledge.search({ text, embedding, limit: 5 });
      return { passages, embedding };
    };
    const progress = createProgress();
    const own = rows.filter(({ pack }) => pack === name);
    for (const [index, row] of own.entries()) {
      progress.update(index, own.length, name);
      judged.push(await judgeRow(row, { encoder, chat, search }));
    }
    progress.stop();
    await knowledge.close();
  }
  return judged;
}

interface Parts {
  encoder: Encoder;
  chat: LocalChat;
  search: Parameters<typeof draftLocal>[0]['search'];
}

async function judgeRow(row: AgentRow, { encoder, chat, search }: Parts): Promise<Judged> {
  const { text: question, language } = row;
  const { signal } = new AbortController();
  const readsLanguage = encoder.languages.includes(language.slice(0, 2));
  const input = { question, language, search, readsLanguage, found: await search(question) };
  const started = performance.now();
  const draft = await draftLocal(input, chat, { signal, onText: () => undefined });
  const ms = Math.round(performance.now() - started);
  const candidate: Candidate | null = await chat.hold({ signal }, (model) => candidateFor(input, model));
  const reply = draft.kind === 'reply' ? draft.reply.text : null;
  const quote = candidate?.quote ?? null;
  // A translation is judged where it is shown; with the gates open the quote itself is.
  return {
    row,
    reply,
    verdict: judgeReply(row, reply),
    answers: candidate?.answers ?? null,
    support: candidate?.passage.support ?? null,
    open: { quote, verdict: judgeReply(row, candidate !== null && passes(candidate) ? reply : quote) },
    ms,
  };
}

function summarise(judged: readonly Judged[], which: 'shut' | 'open') {
  const verdicts = judged.map(({ row, verdict, open }) => ({
    row,
    verdict: which === 'shut' ? verdict : open.verdict,
  }));
  const count = (verdict: Verdict, kind?: AgentRow['kind']): number =>
    verdicts.filter((item) => item.verdict === verdict && (kind === undefined || item.row.kind === kind)).length;
  const answerable = judged.filter(({ row }) => row.kind === 'answerable').length;
  return {
    n: judged.length,
    answerable,
    right: count('right'),
    wrongShown: count('wrong'),
    wrongShare: count('wrong') / judged.length,
    wrongBy: Object.fromEntries(
      (['answerable', 'unanswerable', 'injection'] as const).map((kind) => [kind, count('wrong', kind)]),
    ),
    declined: count('declined'),
  };
}

function describe({ n, answerable, right, wrongShown, wrongShare, declined }: ReturnType<typeof summarise>): string {
  return `wrong and shown ${wrongShown} of ${n} (${(100 * wrongShare).toFixed(1)} %); right ${right} of ${answerable} that have an answer; declined ${declined}`;
}
