import { Mutex, type PGlite, parse, protocol } from '@electric-sql/pglite';
import type { Queryable } from './database';

/** A text that comes again is parsed and planned once for all times; so many are kept at most. */
const mostKept = 300;

interface Statement {
  /** Empty for one that is used once. */
  name: string;
  /** Object ids of its parameters' types. */
  types: number[];
}

/**
 * Runs statements on PGlite, a message to the database each: its own `query` sends six, and plans every time, which
 * costs a turn more than the work itself (PostgreSQL's extended query protocol).
 */
export function openStatements(pglite: PGlite): { run: Queryable['query']; forget(): Promise<void> } {
  const { serialize } = protocol;
  const mutex = new Mutex();
  const seen = new Set<string>();
  const kept = new Map<string, Statement>();

  const send = async (...messages: Uint8Array[]) =>
    (await pglite.execProtocol(Buffer.concat([...messages, serialize.sync()]), { syncToFs: false })).messages;

  async function prepare(text: string): Promise<Statement> {
    const name = seen.has(text) ? `s${kept.size}` : '';
    const described = await send(serialize.parse({ name, text }), serialize.describe({ type: 'S', name }));
    const statement = { name, types: parse.parseDescribeStatementResults(described) };
    if (name === '') seen.add(text);
    else kept.set(text, statement);
    return statement;
  }

  async function forget(): Promise<void> {
    kept.clear();
    seen.clear();
    await send(serialize.query('DEALLOCATE ALL'));
  }

  async function runNow<Row extends object>(text: string, values: readonly unknown[]): Promise<Row[]> {
    if (kept.size >= mostKept) await forget();
    const { name, types } = kept.get(text) ?? (await prepare(text));
    const messages = await send(
      serialize.bind({ statement: name, values: values.map((value, at) => asText(pglite, value, types[at] ?? 0)) }),
      serialize.describe({ type: 'P', name: '' }),
      serialize.execute({}),
    );
    return (parse.parseResults(messages, pglite.parsers)[0]?.rows ?? []) as Row[];
  }

  return {
    run: <Row extends object>({ text, values }: { text: string; values: readonly unknown[] }) =>
      mutex.runExclusive(() => runNow<Row>(text, values)),
    forget: () => mutex.runExclusive(forget),
  };
}

function asText(pglite: PGlite, value: unknown, type: number): string | null {
  if (value === null || value === undefined) return null;
  return pglite.serializers[type]?.(value) ?? String(value);
}
