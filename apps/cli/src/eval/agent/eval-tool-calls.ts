import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type ProcedureProposal, callOf, proposeProcedure, slotsOfCall, translateQuestion } from '@switchboard/answer';
import { type PackDesk, openPackDesk, repositoryRoot } from '@switchboard/api';
import type { LocalChat } from '@switchboard/models';
import { type Pack, readPack } from '@switchboard/packs';
import { Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../../terminal/progress';
import { defaultEncoder, withEncoder } from '../../terminal/with-encoder';
import { withLocalChat } from '../../terminal/with-local-chat';
import { writeReport } from '../../terminal/write-report';
import { readJsonRows } from '../build-knowledge';
import { rememberingChat } from './remembering-chat';

const rowSchema = z.object({
  text: z.string(),
  tool: z.string().nullable(),
  /** What the message says; words of a longer value suffice. */
  arguments: z.record(z.string(), z.string()),
});
type CallRow = z.infer<typeof rowSchema>;
type Half = 'all' | 'dev' | 'held-out';

interface Options {
  test: string;
  half: Half;
  cache?: string;
  out: string;
}

/** `switchboard eval tool-calls`: which tool the desk would call for a message, and with what, with the local model. */
export function evalToolCallsCommand(): Command {
  return new Command('tool-calls')
    .description('right tool and arguments of the local model, on messages with the call they want')
    .argument('<pack>', 'whose tools are offered')
    .option('--test <file>', 'rows {"text","tool","arguments"}', 'evals/agent/tool-calls.jsonl')
    .option('--half <name>', 'dev, held-out or all: rows by the hash of their text', 'all')
    .option('--cache <folder>', 'keeps what the model said, so that the next run is quick')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(evalToolCalls);
}

async function evalToolCalls(name: string, { test, half, cache, out }: Options): Promise<void> {
  const all = readJsonRows(test.startsWith('evals/') ? join(repositoryRoot(), test) : test, rowSchema);
  const rows = half === 'all' ? all : all.filter(({ text }) => halfOf(text) === half);
  const pack = readPack(repositoryRoot(), name);
  const judged = await withEncoder(defaultEncoder, async (encoder) => {
    const progress = createProgress();
    const onProgress = ({ step, done, total }: { step: string; done: number; total: number }): void =>
      progress.update(done, total, step);
    const cacheDir = join(process.env['DATA_DIR'] ?? '.switchboard', 'pack-desks');
    const desk = await openPackDesk(pack, { encoder, onProgress, cacheDir });
    progress.stop();
    try {
      return await withLocalChat((opened) =>
        judgeAll(rows, pack, desk, cache === undefined ? opened : rememberingChat(opened, cache)),
      );
    } finally {
      await desk.close();
    }
  });
  const count = (verdict: string): number => judged.filter((item) => item.verdict === verdict).length;
  const byModel = judged.filter(({ proposal }) => typeof proposal?.wanted === 'number').length;
  const report = {
    n: rows.length,
    half,
    right: count('right'),
    wrongTool: count('tool'),
    wrongArguments: count('arguments'),
    byModel,
  };
  writeReport(out, { ...report, rows: judged });
  process.stdout.write(
    `right tool and arguments ${report.right} of ${report.n} (${((100 * report.right) / report.n).toFixed(1)} %), wrong tool ${report.wrongTool}, wrong arguments ${report.wrongArguments}; the model’s word decided ${byModel} calls\n`,
  );
}

/** Half of the rows is kept apart: nothing was chosen by looking at it. */
const halfOf = (text: string): 'dev' | 'held-out' =>
  (createHash('sha256').update(text).digest()[0] ?? 0) % 2 === 0 ? 'dev' : 'held-out';

async function judgeAll(rows: readonly CallRow[], pack: Pack, desk: PackDesk, chat: LocalChat) {
  const progress = createProgress();
  const judged = [];
  for (const [index, row] of rows.entries()) {
    progress.update(index, rows.length, 'messages');
    const { signal } = new AbortController();
    const proposal = await chat.hold({ signal }, async (model) => {
      const text = /\p{Script=Han}/u.test(row.text)
        ? (await model.write(translateQuestion(row.text), { maxTokens: 80 })).text.trim()
        : row.text;
      const { understanding } = (await desk.ask(text)).trace;
      if (understanding === null) return null;
      return proposeProcedure({ text, wish: understanding, procedures: pack.procedures, tools: pack.tools }, model);
    });
    const proposed = proposal && callProposed(proposal);
    judged.push({ row, proposed, verdict: judge(row, proposed), proposal: proposal && { wanted: proposal.wanted } });
  }
  progress.stop();
  return judged;
}

interface ProposedCall {
  tool: string;
  arguments: Record<string, string>;
  /** The visitor's words that each was read from: a phone number or a date is written in many ways. */
  words: Record<string, string>;
}

/** The call that the procedure is there for, with what is known of it. */
function callProposed({ procedure, slots }: ProcedureProposal): ProposedCall {
  const known = [...slotsOfCall(procedure)].flatMap(([argument, slot]) => {
    const given = slots[slot];
    return given === undefined ? [] : [{ argument, ...given }];
  });
  return {
    tool: callOf(procedure)?.call ?? '',
    arguments: Object.fromEntries(known.map(({ argument, value }) => [argument, String(value)])),
    words: Object.fromEntries(known.map(({ argument, text }) => [argument, text])),
  };
}

function judge({ tool, arguments: wanted }: CallRow, proposed: ProposedCall | null): 'right' | 'tool' | 'arguments' {
  if (proposed === null || proposed.tool !== tool) return proposed === null && tool === null ? 'right' : 'tool';
  const plain = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');
  const isRight = Object.entries(wanted).every(([name, value]) =>
    [proposed.arguments, proposed.words].some((read) => plain(read[name] ?? '').includes(plain(value))),
  );
  return isRight ? 'right' : 'arguments';
}
