import type { EvaluatedRow } from '@switchboard/contracts';

export interface Confusion {
  /** In the order of rows and columns. */
  labels: string[];
  /** Messages by right intent and predicted one; absent cells are empty. */
  cells: Map<string, EvaluatedRow[]>;
  /** Most messages in a cell off the diagonal. */
  most: number;
}

export const cellOf = (intent: string, predicted: string): string => JSON.stringify([intent, predicted]);

/** The messages of each cell; `confusedOnly` leaves out intents that are always right and never taken for another. */
export function confusionOf(rows: readonly EvaluatedRow[], confusedOnly: boolean): Confusion {
  const cells = new Map<string, EvaluatedRow[]>();
  const labels = new Set<string>();
  for (const row of rows) {
    const key = cellOf(row.intent, row.predicted);
    cells.set(key, [...(cells.get(key) ?? []), row]);
    if (confusedOnly && row.intent === row.predicted) continue;
    labels.add(row.intent).add(row.predicted);
  }
  const off = [...cells.values()].filter(([first]) => first !== undefined && first.intent !== first.predicted);
  return { labels: [...labels].sort(), cells, most: Math.max(0, ...off.map(({ length }) => length)) };
}
