import { repositoryRoot } from '@switchboard/api';
import { type Entity, entitySchema } from '@switchboard/contracts';
import { readPack } from '@switchboard/packs';
import { findEntities } from '@switchboard/understand';
import { Command } from 'commander';
import { z } from 'zod';
import { writeReport } from '../terminal/write-report';
import { readJsonRows } from './build-knowledge';

const rowSchema = z.object({
  text: z.string().max(100_000),
  /** The day that "tomorrow" is counted from; today without it. */
  today: z.iso.date().optional(),
  entities: z
    .array(entitySchema.omit({ text: true }).extend({ value: entitySchema.shape.value.optional() }))
    .default([]),
});
type Row = z.infer<typeof rowSchema>;

/** `switchboard eval entities`: are order numbers, dates, amounts and names found, to the character and in value? */
export function evalEntitiesCommand(): Command {
  return new Command('entities')
    .description('order numbers, dates, amounts, products and the like found in messages')
    .requiredOption('--test <file>', 'rows {"text","today"?,"entities":[{"type","start","end","value"?}]}')
    .option('--pack <name>', 'whose order numbers and products they are', 'retail')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(({ test, pack, out }: { test: string; pack: string; out: string }) => {
      const rows = readJsonRows(test, rowSchema);
      const { vocabulary } = readPack(repositoryRoot(), pack);
      const now = new Date().toISOString().slice(0, 10);
      const found = rows.map(({ text, today }) => findEntities(text, { vocabulary, today: today ?? now }));
      const byType = score(rows, found);
      writeReport(out, { n: rows.length, byType, rows: found.map((entities) => ({ entities })) });
      for (const { type, expected, precision, recall, values } of byType)
        process.stdout.write(
          `${type.padEnd(10)} ${String(expected).padStart(4)}: precision ${show(precision)}, recall ${show(recall)}, value right ${show(values)}\n`,
        );
    });
}

/** Null where nothing was found, or nothing was to be found. */
interface TypeScore {
  type: string;
  expected: number;
  found: number;
  precision: number | null;
  recall: number | null;
  /** Share of the rightly found whose value is right too. */
  values: number | null;
}

function score(rows: readonly Row[], found: readonly Entity[][]): TypeScore[] {
  const types = [
    ...new Set([...rows.flatMap(({ entities }) => entities), ...found.flat()].map(({ type }) => type)),
  ].sort();
  const own = <T extends { type: string }>(list: readonly T[], type: string): T[] =>
    list.filter((item) => item.type === type);
  return types.map((type) => {
    let [expected, right, valued] = [0, 0, 0];
    rows.forEach(({ entities }, index) => {
      for (const wanted of own(entities, type)) {
        expected++;
        const match = own(found[index] ?? [], type).find(
          ({ start, end }) => start === wanted.start && end === wanted.end,
        );
        if (match === undefined) continue;
        right++;
        if (wanted.value === undefined || JSON.stringify(match.value) === JSON.stringify(wanted.value)) valued++;
      }
    });
    const all = own(found.flat(), type).length;
    const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);
    return {
      type,
      expected,
      found: all,
      precision: share(right, all),
      recall: share(right, expected),
      values: share(valued, right),
    };
  });
}

const show = (share: number | null): string => (share === null ? '–' : share.toFixed(3));
