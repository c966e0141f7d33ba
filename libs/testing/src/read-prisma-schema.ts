import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findPrismaFolder } from '@switchboard/db';

export interface SchemaTable {
  name: string;
  /** `name type` with ` null` where it may be null, types as PostgreSQL calls them internally. */
  columns: string[];
  /** `unique a,b` or `index a,b`. */
  indexes: string[];
}

const scalarTypes: Record<string, string> = {
  String: 'text',
  Int: 'int4',
  BigInt: 'int8',
  Boolean: 'bool',
  Json: 'jsonb',
  DateTime: 'timestamptz',
  Bytes: 'bytea',
};

/** Tables of prisma/schema.prisma as a database would describe them: enough to compare both, without an engine. */
export function readPrismaSchema(path = join(findPrismaFolder(), 'schema.prisma')): SchemaTable[] {
  const text = readFileSync(path, 'utf8');
  return [...text.matchAll(/^model \w+ \{\n([\s\S]*?)^\}/gm)].map(([, body = '']) => readModel(body));
}

function readModel(body: string): SchemaTable {
  const lines = body.split('\n').map((line) => line.trim());
  const fields = lines.filter((line) => /^\w/.test(line)).map(readField);
  const columnOf = new Map(fields.map(({ field, column }) => [field, column]));
  const blocks = lines
    .filter((line) => line.startsWith('@@'))
    .map((line) => ({
      kind: /^@@(\w+)/.exec(line)?.[1] ?? '',
      columns: (/\[(.*?)\]/.exec(line)?.[1] ?? '')
        .split(/,\s*/)
        .map((part) => columnOf.get(part.replace(/\(.*/, '')) ?? part),
      name: /@@map\("(\w+)"\)/.exec(line)?.[1],
    }));
  const own = fields.flatMap(({ column, isUnique }) => (isUnique ? [`unique ${column}`] : []));
  const indexes = blocks.flatMap(({ kind, columns }) => {
    if (kind === 'unique' || kind === 'id') return [`unique ${columns.join(',')}`];
    return kind === 'index' ? [`index ${columns.join(',')}`] : [];
  });
  return {
    name: blocks.find(({ kind }) => kind === 'map')?.name ?? '',
    columns: fields.map(({ column, type, isNullable }) => `${column} ${type}${isNullable ? ' null' : ''}`).sort(),
    indexes: [...own, ...indexes].sort(),
  };
}

function readField(line: string) {
  const [, field = '', base = '', suffix = ''] = /^(\w+)\s+(Unsupported\("\w+"\)|\w+)(\[\]|\?)?/.exec(line) ?? [];
  const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field;
  const scalar = /@db\.Uuid/.test(line)
    ? 'uuid'
    : (/Unsupported\("(\w+)"\)/.exec(base)?.[1] ?? scalarTypes[base] ?? base);
  return {
    field,
    column,
    type: suffix === '[]' ? `_${scalar}` : scalar,
    isNullable: suffix === '?',
    isUnique: /@(?:id|unique)\b/.test(line),
  };
}
