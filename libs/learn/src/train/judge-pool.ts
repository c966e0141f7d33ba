import { argmax, poolHeads } from '@switchboard/models';
import { calibratePool } from './calibrate-pool';
import type { HeldOutRow } from './fit-intents';

export interface Judgement {
  accuracy: number;
  /** Mean negative log-probability of the right label, in nats. */
  loss: number;
}

/** How good the heads' pool is on held-out rows, calibrated on them. */
export async function judgePool(rows: readonly HeldOutRow[]): Promise<Judgement> {
  const pool = await calibratePool(rows);
  const probabilities = rows.map((row) => poolHeads(row, pool));
  const right = probabilities.filter((row, index) => argmax(row) === rows[index]?.target).length;
  const loss = probabilities.reduce((sum, row, index) => sum - Math.log(row[rows[index]?.target ?? 0] as number), 0);
  return { accuracy: right / rows.length, loss: loss / rows.length };
}
