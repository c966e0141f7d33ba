import { Command, InvalidArgumentError } from 'commander';
import { z } from 'zod';
import { defaultEncoder, withEncoder } from '../terminal/with-encoder';
import { writeReport } from '../terminal/write-report';
import { buildKnowledge, readDocuments, readJsonRows } from './build-knowledge';

const querySchema = z.object({ text: z.string(), relevant: z.array(z.string()).min(1) });

/** `switchboard eval retrieval`: does the search bring up the right document? */
export function evalRetrievalCommand(): Command {
  return new Command('retrieval')
    .description('hits and ranks of the search over documents')
    .requiredOption('--docs <file>', 'rows {"id","title"?,"text"}')
    .requiredOption('--queries <file>', 'rows {"text","relevant":[id]}')
    .option('--k <number>', 'how many documents a query gets', whole, 10)
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(async ({ docs, queries, k, out }: { docs: string; queries: string; k: number; out: string }) => {
      const rows = readJsonRows(queries, querySchema);
      const documents = readDocuments(docs);
      const rankings: string[][] = [];
      const times: number[] = [];
      await withEncoder(defaultEncoder, async (encoder) => {
        const { search, close } = await buildKnowledge(documents, encoder);
        for (const { text } of rows) {
          const started = performance.now();
          const [embedding = null] = await encoder.embed([text]);
          const found = await search({ text, embedding, limit: 80 });
          times.push(performance.now() - started);
          rankings.push([...new Set(found.map(({ slug }) => slug))].slice(0, k));
        }
        await close();
      });
      const report = score(rows, rankings, times);
      writeReport(out, report);
      const { hitAt1, hitAt5, recallAt10, mrr } = report;
      process.stdout.write(
        `${rows.length} queries: hit@1 ${hitAt1.toFixed(3)}, hit@5 ${hitAt5.toFixed(3)}, recall@10 ${recallAt10.toFixed(3)}, MRR ${mrr.toFixed(3)}\n`,
      );
    });
}

function score(rows: readonly z.infer<typeof querySchema>[], rankings: readonly string[][], times: readonly number[]) {
  const mean = (of: (relevant: string[], ranking: string[]) => number): number =>
    rows.reduce((sum, { relevant }, index) => sum + of(relevant, rankings[index] ?? []), 0) / rows.length;
  const rankOf = (relevant: string[], ranking: string[]): number =>
    ranking.findIndex((id) => relevant.includes(id)) + 1;
  const hitAt = (k: number): number =>
    mean((relevant, ranking) => Number(ranking.slice(0, k).some((id) => relevant.includes(id))));
  const sorted = [...times].sort((a, b) => a - b);
  return {
    hitAt1: hitAt(1),
    hitAt5: hitAt(5),
    recallAt10: mean(
      (relevant, ranking) => relevant.filter((id) => ranking.slice(0, 10).includes(id)).length / relevant.length,
    ),
    mrr: mean((relevant, ranking) => (rankOf(relevant, ranking) === 0 ? 0 : 1 / rankOf(relevant, ranking))),
    latencyMs: {
      p50: sorted[Math.floor(sorted.length * 0.5)] ?? 0,
      p95: sorted[Math.floor(sorted.length * 0.95)] ?? 0,
    },
    rows: rankings.map((ranking) => ({ ranking })),
  };
}

function whole(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 100) return value;
  throw new InvalidArgumentError('a whole number from 1 to 100.');
}
