import { join } from 'node:path';
import { type ProposedCall, callExamples, proposeCall } from '@switchboard/answer';
import { repositoryRoot } from '@switchboard/api';
import { readPack } from '@switchboard/packs';
import { Command } from 'commander';
import { z } from 'zod';
import { createProgress } from '../../terminal/progress';
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

/** `switchboard eval tool-calls`: which tool the local model proposes for a message, and with what. */
export function evalToolCallsCommand(): Command {
  return new Command('tool-calls')
    .description('right tool and arguments of the local model, on messages with the call they want')
    .argument('<pack>', 'whose tools are offered')
    .option('--test <file>', 'rows {"text","tool","arguments"}', 'evals/agent/tool-calls.jsonl')
    .option('--cache <folder>', 'keeps what the model said, so that the next run is quick')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async (name: string, { test, cache, out }: { test: string; cache?: string; out: string }) => {
      const rows = readJsonRows(test.startsWith('evals/') ? join(repositoryRoot(), test) : test, rowSchema);
      const pack = readPack(repositoryRoot(), name);
      const examples = callExamples(pack.procedures);
      const judged = await withLocalChat(async (opened) => {
        const chat = cache === undefined ? opened : rememberingChat(opened, cache);
        const progress = createProgress();
        const done = [];
        for (const [index, row] of rows.entries()) {
          progress.update(index, rows.length, 'messages');
          const { signal } = new AbortController();
          const proposed = await chat.hold({ signal }, (model) => proposeCall(row.text, pack.tools, examples, model));
          done.push({ row, proposed, verdict: judge(row, proposed) });
        }
        progress.stop();
        return done;
      });
      const count = (verdict: string): number => judged.filter((item) => item.verdict === verdict).length;
      const report = {
        n: rows.length,
        right: count('right'),
        wrongTool: count('tool'),
        wrongArguments: count('arguments'),
        writesWithoutConfirmation: judged.filter(
          ({ proposed }) => proposed.kind === 'call' && proposed.risk === 'write' && !proposed.needsConfirmation,
        ).length,
      };
      writeReport(out, { ...report, rows: judged });
      process.stdout.write(
        `right tool and arguments ${report.right} of ${report.n} (${((100 * report.right) / report.n).toFixed(1)} %), wrong tool ${report.wrongTool}, wrong arguments ${report.wrongArguments}\n`,
      );
    });
}

function judge({ tool, arguments: wanted }: CallRow, proposed: ProposedCall): 'right' | 'tool' | 'arguments' {
  if (proposed.kind === 'none') return tool === null ? 'right' : 'tool';
  if (proposed.tool !== tool) return 'tool';
  const plain = (text: string): string => text.toLowerCase().replace(/[\s-]/g, '');
  const isRight = Object.entries(wanted).every(([name, value]) =>
    plain(proposed.arguments[name] ?? '').includes(plain(value)),
  );
  return isRight ? 'right' : 'arguments';
}
