import { randomInt } from 'node:crypto';
import type { MockAction, MockRecord, ToolOutcome, ToolValue } from '@switchboard/contracts';
import type { ToolArguments } from '../tool';
import { evergreen } from './evergreen';

export interface MockResult {
  outcome: ToolOutcome;
  /** What the call changed; to be written in the transaction that read the records. */
  changed: MockRecord | null;
}

/** What a mock action gives over the records of its collection. Pure but for the digits of a new id. */
export function runMockAction(
  action: MockAction,
  records: readonly MockRecord[],
  args: ToolArguments,
  now: Date,
): MockResult {
  const values = fill(args, now);
  if ('create' in action) {
    const record = { ...values(action.set), id: action.id.replace(/#/g, () => String(randomInt(10))) };
    return { outcome: { ok: true, value: shown(record, action.show) }, changed: record };
  }
  const current = records.map((record) => evergreen(record, now) as MockRecord);
  const found = current.filter((record) => matches(record, values(action.where), 'every'));
  const allowed =
    action.proof === undefined ? found : found.filter((r) => matches(r, values(action.proof ?? {}), 'some'));
  if ('list' in action) {
    const items = allowed.filter((record) => unmet(action.require, record) === undefined).slice(0, action.limit);
    const value = { items: items.map((record) => shown(record, action.show)), count: items.length };
    return { outcome: { ok: true, value }, changed: null };
  }
  const [record] = allowed;
  if (found.length === 0) return failure('not-found', 'there is no such record');
  if (record === undefined) return failure('not-verified', 'nothing that the visitor gave proves whose it is');
  const failed = unmet(action.require, record);
  if (failed !== undefined) return failure(failed.code, `${failed.field} is ${String(record[failed.field])}`);
  if (!('update' in action)) return { outcome: { ok: true, value: shown(record, action.show) }, changed: null };
  const changes = values(action.set);
  const stored = records.find(({ id }) => id === record.id);
  return {
    outcome: { ok: true, value: shown({ ...record, ...changes }, action.show) },
    changed: { ...stored, ...changes, id: record.id },
  };
}

const failure = (code: string, detail: string): MockResult => ({ outcome: { ok: false, code, detail }, changed: null });

/** Puts arguments and times into a field map; a field whose argument was not given falls away. */
function fill(args: ToolArguments, now: Date) {
  const times: Record<string, string> = {
    now: `${now.toISOString().slice(0, 16)}Z`,
    today: now.toISOString().slice(0, 10),
  };
  return (fields: Record<string, string | number | boolean>): Record<string, string | number | boolean> =>
    Object.fromEntries(
      Object.entries(fields).flatMap(([field, value]) => {
        const name = typeof value === 'string' ? /^\$([a-z_]+)$/.exec(value)?.[1] : undefined;
        if (name === undefined) return [[field, value]];
        // A mock tool's own arguments are texts, numbers and flags.
        const filled = (args[name] ?? times[name]) as string | number | boolean | undefined;
        return filled === undefined ? [] : [[field, filled]];
      }),
    );
}

function matches(record: MockRecord, fields: Record<string, unknown>, how: 'every' | 'some'): boolean {
  return Object.entries(fields)[how](([field, value]) => plain(record[field]) === plain(value));
}

/** Letters and digits only, so that a postcode or a number is the same with and without its spaces. */
const plain = (value: unknown): string =>
  String(value ?? '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@.]/gu, '');

function unmet(requirements: readonly { field: string; in: unknown[]; code: string }[], record: MockRecord) {
  return requirements.find(({ field, in: allowed }) => !allowed.includes(record[field]));
}

function shown(record: Record<string, unknown>, fields: readonly string[] | undefined): ToolValue {
  const entries = Object.entries(record).filter(([field]) => fields === undefined || fields.includes(field));
  return Object.fromEntries(entries) as ToolValue;
}
