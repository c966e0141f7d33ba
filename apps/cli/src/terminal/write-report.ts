import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes the JSON that a command promises for `--out`; its folder is made when missing. */
export function writeReport(file: string, report: object): void {
  writeText(file, `${JSON.stringify(report, null, 2)}\n`);
}

export function writeText(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Writes rows as JSON lines. */
export function writeRows(file: string, rows: readonly object[]): void {
  writeText(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}
