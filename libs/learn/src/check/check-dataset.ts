import { argmax } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import { wordsOf } from '../data/words-of';
import { type Leak, findLeaks } from './find-leaks';
import type { OutOfFold } from './predict-out-of-fold';

/** Rows are numbered from 1, in the order of their file. */
export interface SameText {
  text: string;
  rows: { row: number; intent: string }[];
}

export interface LikelyMislabel {
  row: number;
  text: string;
  intent: string;
  suggested: string;
  /** What models that have not seen the row give to its own intent and to the suggested one. */
  probability: number;
  suggestedProbability: number;
}

export interface IntentPair {
  intents: [string, string];
  /** Share of both intents' rows that go to the other one. */
  share: number;
  rows: { row: number; text: string; intent: string }[];
}

export interface DatasetReport {
  rows: number;
  intents: number;
  /** Share of rows that models which have not seen them get right. */
  accuracy: number;
  /** The same words more than once under one intent. */
  duplicates: SameText[];
  /** The same words under several intents. */
  contradictions: SameText[];
  /** Messages of the test part that the training part has in the same words. */
  leaks: Leak[];
  /** Intents with too little to learn from. */
  starved: { intent: string; count: number }[];
  likelyMislabels: LikelyMislabel[];
  confusablePairs: IntentPair[];
}

const enoughExamples = 5;
const pairShare = 0.05;
const pairRows = 20;

/**
 * What a person should look at before training. Likely mislabels are found by confident learning (Northcutt et al.
 * 2021): a row whose probability for another intent reaches what rows of that intent get on average.
 */
export function checkDataset(
  rows: readonly IntentRow[],
  { labels, probabilities }: OutOfFold,
  testRows: readonly IntentRow[] = [],
): DatasetReport {
  const same = groupByWords(rows).filter((group) => group.rows.length > 1);
  const isContradiction = (group: SameText): boolean => new Set(group.rows.map(({ intent }) => intent)).size > 1;
  const predicted = probabilities.map((row) => labels[argmax(row)] as string);
  return {
    rows: rows.length,
    intents: labels.length,
    accuracy: predicted.filter((intent, index) => intent === rows[index]?.intent).length / rows.length,
    duplicates: same.filter((group) => !isContradiction(group)),
    contradictions: same.filter(isContradiction),
    leaks: findLeaks(rows, testRows),
    starved: countByIntent(rows).filter(({ count }) => count < enoughExamples),
    likelyMislabels: findMislabels(rows, { labels, probabilities }),
    confusablePairs: findPairs(rows, predicted),
  };
}

function groupByWords(rows: readonly IntentRow[]): SameText[] {
  const groups = new Map<string, SameText>();
  rows.forEach(({ text, intent }, index) => {
    const group = groups.get(wordsOf(text)) ?? { text, rows: [] };
    group.rows.push({ row: index + 1, intent });
    groups.set(wordsOf(text), group);
  });
  return [...groups.values()];
}

function countByIntent(rows: readonly IntentRow[]): { intent: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { intent } of rows) counts.set(intent, (counts.get(intent) ?? 0) + 1);
  return [...counts].map(([intent, count]) => ({ intent, count })).sort((a, b) => a.count - b.count);
}

function findMislabels(rows: readonly IntentRow[], { labels, probabilities }: OutOfFold): LikelyMislabel[] {
  const labelOf = new Map(labels.map((label, index) => [label, index]));
  const targets = rows.map(({ intent }) => labelOf.get(intent) as number);
  const thresholds = meanOwnProbability(targets, probabilities, labels.length);
  return rows
    .flatMap(({ text, intent }, index) => {
      const row = probabilities[index] as Float32Array;
      const target = targets[index] as number;
      const confident = row.map((value, label) => (value >= (thresholds[label] as number) ? value : 0));
      const label = argmax(confident);
      if (label === target || confident[label] === 0) return [];
      const [probability, suggestedProbability] = [row[target] as number, row[label] as number];
      return [{ row: index + 1, text, intent, suggested: labels[label] as string, probability, suggestedProbability }];
    })
    .sort((a, b) => b.suggestedProbability - b.probability - (a.suggestedProbability - a.probability));
}

/** For each label the probability that its own rows give it, on average. */
function meanOwnProbability(
  targets: readonly number[],
  probabilities: readonly Float32Array[],
  labels: number,
): Float64Array {
  const sums = new Float64Array(labels);
  const counts = new Float64Array(labels);
  targets.forEach((target, index) => {
    sums[target] = (sums[target] as number) + (probabilities[index]?.[target] ?? 0);
    counts[target] = (counts[target] as number) + 1;
  });
  return sums.map((sum, label) => sum / (counts[label] as number));
}

/** Intents whose rows go to each other, most confused first. */
function findPairs(rows: readonly IntentRow[], predicted: readonly string[]): IntentPair[] {
  const counts = new Map(countByIntent(rows).map(({ intent, count }) => [intent, count]));
  const pairs = new Map<string, IntentPair['rows']>();
  rows.forEach(({ text, intent }, index) => {
    const other = predicted[index] as string;
    if (other === intent) return;
    const key = JSON.stringify([intent, other].sort());
    const confused = pairs.get(key) ?? [];
    confused.push({ row: index + 1, text, intent });
    pairs.set(key, confused);
  });
  return [...pairs]
    .map(([key, confused]) => {
      const intents = JSON.parse(key) as [string, string];
      const total = (counts.get(intents[0]) ?? 0) + (counts.get(intents[1]) ?? 0);
      return { intents, share: confused.length / total, rows: confused };
    })
    .filter(({ share, rows: confused }) => share >= pairShare && confused.length > 1)
    .sort((a, b) => b.share - a.share)
    .map((pair) => ({ ...pair, rows: pair.rows.slice(0, pairRows) }));
}
