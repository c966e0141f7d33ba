import { check, draftPassage, expectPassages } from '@switchboard/answer';
import { policySchema } from '@switchboard/contracts';
import type { FoundPassage } from '@switchboard/knowledge';
import type { Encoder } from '@switchboard/models';
import { outputPolicySchema } from '@switchboard/contracts';
import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { defaultEncoder, withEncoder } from '../terminal/with-encoder';
import { writeReport } from '../terminal/write-report';
import { type EvalDocument, buildKnowledge, readDocuments, readJsonRows } from './build-knowledge';

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
      'how likely the best passage must be to answer',
      share,
      1 - policySchema.parse({}).maximumRisk,
    )
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(
      async ({ docs, queries, threshold, out }: { docs: string; queries: string; threshold: number; out: string }) => {
        const questions = readJsonRows(queries, querySchema);
        const documents = readDocuments(docs);
        const rows = await withEncoder(defaultEncoder, (encoder) =>
          answerAll(questions, { documents, encoder, threshold }),
        );
        const answered = rows.filter(({ action }) => action === 'answer').length;
        writeReport(out, { n: rows.length, answered, rows });
        process.stdout.write(`${rows.length} questions, ${answered} answered\n`);
      },
    );
}

interface AnswerRow {
  answer: string;
  /** Slugs of the quoted documents. */
  citations: string[];
  action: 'answer' | 'decline';
  grounded: boolean;
  support: number;
  signals: FoundPassage['signals'] | null;
  ms: number;
}

/** Quotes only: nothing of a model's has to be checked. */
const nobody = { visitorText: '', policy: outputPolicySchema.parse({}), findPersonalData: () => [] };

async function answerAll(
  questions: readonly { text: string }[],
  { documents, encoder, threshold }: { documents: readonly EvalDocument[]; encoder: Encoder; threshold: number },
): Promise<AnswerRow[]> {
  const { search, close } = await buildKnowledge(documents, encoder);
  const rows: AnswerRow[] = [];
  for (const { text } of questions) {
    const started = performance.now();
    const [embedding = null] = await encoder.embed([text]);
    const passages = await search({ text, embedding, limit: 8 });
    const support = expectPassages(passages, null);
    const draft = support >= threshold ? draftPassage(text, embedding, passages) : null;
    const checked = draft?.kind === 'reply' ? check(draft, { passages, ...nobody }).draft : null;
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
  await close();
  return rows;
}

function share(text: string): number {
  const value = Number(text);
  if (value >= 0 && value <= 1) return value;
  throw new InvalidArgumentError('a share from 0 to 1.');
}
