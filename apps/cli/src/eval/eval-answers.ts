import { check, draftPassage } from '@switchboard/answer';
import { policySchema } from '@switchboard/contracts';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { openCommandEncoder } from '../terminal/open-command-encoder';
import { writeReport } from '../terminal/write-report';
import { buildKnowledge, readJsonRows } from './build-knowledge';

const querySchema = z.object({
  text: z.string(),
  relevant: z.array(z.string()).optional(),
  mustContain: z.string().optional(),
});

/** `switchboard eval answers`: what the desk would quote from documents, and when it would rather not. */
export function evalAnswersCommand(): Command {
  return new Command('answers')
    .description('quoted answers to questions over documents')
    .requiredOption('--docs <file>', 'rows {"id","title"?,"text"}')
    .requiredOption('--queries <file>', 'rows {"text"}')
    .option(
      '--threshold <share>',
      'support a passage must reach to be quoted',
      share,
      policySchema.parse({}).passageThreshold,
    )
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(
      async ({ docs, queries, threshold, out }: { docs: string; queries: string; threshold: number; out: string }) => {
        const questions = readJsonRows(queries, querySchema);
        const encoder = await openCommandEncoder();
        const { store, workspaceId, close } = await buildKnowledge(docs, encoder);
        const rows = [];
        for (const { text } of questions) {
          const started = performance.now();
          const [embedding = null] = await encoder.embed([text]);
          const passages = await store.search(workspaceId, { text, embedding, space: encoder.space, limit: 8 });
          const support = passages[0]?.support ?? 0;
          const draft = support >= threshold ? draftPassage(text, embedding, passages) : null;
          const checked = draft?.kind === 'reply' ? check(draft, { passages }).draft : null;
          const reply = checked?.kind === 'reply' ? checked.reply : null;
          rows.push({
            answer: reply?.text ?? '',
            citations: reply?.citations.map(({ slug }) => slug) ?? [],
            action: reply === null ? 'decline' : 'answer',
            grounded: reply !== null,
            support,
            signals: passages[0]?.signals ?? null,
            ms: Math.round((performance.now() - started) * 100) / 100,
          });
        }
        await Promise.all([encoder.close(), close()]);
        const answered = rows.filter(({ action }) => action === 'answer').length;
        writeReport(out, { n: rows.length, answered, rows });
        process.stdout.write(`${rows.length} questions, ${answered} answered\n`);
      },
    );
}

function share(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('a share from 0 to 1.');
}
