import type { Findings, FoundRow } from '@switchboard/contracts';
import type { DatasetReport } from '../check/check-dataset';
import { findLeaks } from '../check/find-leaks';
import type { TaskRow } from './task';

/** So many of each kind are enough to work on. */
const kept = 200;
const rowsOfLeak = 5;

/** What is measured with though it is learnt: a version keeps its parts in one list. */
function leaksOf(rows: readonly TaskRow[]): Findings['leaks'] {
  const [train, test] = [rows.filter(({ part }) => part === 'train'), rows.filter(({ part }) => part === 'test')];
  const found = ({ id, text, intent }: TaskRow): FoundRow => ({ id, text, intent });
  return findLeaks(train, test)
    .slice(0, kept)
    .map(({ testRow, rows: learnt }) => ({
      test: found(test[testRow - 1] as TaskRow),
      train: learnt.slice(0, rowsOfLeak).map((row) => found(train[row - 1] as TaskRow)),
    }));
}

/** A report whose rows are numbered from 1, with the rows themselves in their place. */
export function toFindings(rows: readonly TaskRow[], report: DatasetReport): Findings {
  const at = (row: number): FoundRow => {
    const { id, text, intent } = rows[row - 1] as TaskRow;
    return { id, text, intent };
  };
  const same = (groups: DatasetReport['duplicates']): { rows: FoundRow[] }[] =>
    groups.slice(0, kept).map((group) => ({ rows: group.rows.map(({ row }) => at(row)) }));
  return {
    rows: report.rows,
    intents: report.intents,
    accuracy: report.accuracy,
    contradictions: same(report.contradictions),
    duplicates: same(report.duplicates),
    leaks: leaksOf(rows),
    starved: report.starved,
    likelyMislabels: report.likelyMislabels.slice(0, kept).map(({ row, suggested, suggestedProbability }) => {
      return { ...at(row), suggested, probability: suggestedProbability };
    }),
    confusablePairs: report.confusablePairs.slice(0, kept).map(({ intents, share, rows: confused }) => {
      return { intents, share, rows: confused.map(({ row }) => at(row)) };
    }),
  };
}
