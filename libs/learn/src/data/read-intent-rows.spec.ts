import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { UntrainableDataError, checkTrainingRows } from './check-training-rows';
import { readIntentRows } from './read-intent-rows';

const folder = mkdtempSync(join(tmpdir(), 'switchboard-rows-'));
const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

describe('readIntentRows', () => {
  it('reads rows, packed or not, and leaves empty lines out', () => {
    const text = '{"text":"where is it","intent":"a"}\n\n{"text":"cancel","intent":"b","more":1}\n';
    const rows = [
      { text: 'where is it', intent: 'a' },
      { text: 'cancel', intent: 'b' },
    ];
    expect(readIntentRows(file('plain.jsonl', text))).toEqual(rows);
    expect(readIntentRows(file('packed.jsonl.gz', gzipSync(text)))).toEqual(rows);
  });

  it('cleans invisible and control characters', () => {
    expect(
      readIntentRows(file('odd.jsonl', JSON.stringify({ text: '\u200bhi\u0007  there\ufeff', intent: 'a' }))),
    ).toEqual([{ text: 'hi there', intent: 'a' }]);
  });

  it.each([
    ['no JSON', 'nonsense', 'is not JSON'],
    ['no text', '{"intent":"a"}', 'needs a "text"'],
    ['no label', '{"text":"x"}', 'needs an "intent"'],
    ['only invisible characters', '{"text":"\\u200b","intent":"a"}', 'the text is empty'],
    ['50,000 characters', JSON.stringify({ text: 'x'.repeat(50_000), intent: 'a' }), 'longer than 10000'],
  ])('names file and line of a row with %s', (name, row, reason) => {
    const path = file(`${name.replace(/\W/g, '')}.jsonl`, `{"text":"fine","intent":"a"}\n${row}\n`);
    expect(() => readIntentRows(path)).toThrow(`${path}:2: `);
    expect(() => readIntentRows(path)).toThrow(reason);
  });

  it('refuses an empty file', () =>
    expect(() => readIntentRows(file('empty.jsonl', '\n'))).toThrow('there are no rows'));
});

describe('checkTrainingRows', () => {
  const rows = (counts: Record<string, number>) =>
    Object.entries(counts).flatMap(([intent, count]) =>
      Array.from({ length: count }, (_, n) => ({ text: `${intent} ${n}`, intent })),
    );

  it('refuses one intent alone', () => {
    expect(() => checkTrainingRows(rows({ a: 9 }))).toThrow(UntrainableDataError);
  });

  it('warns of intents with few examples, and names those with one', () => {
    expect(checkTrainingRows(rows({ a: 9, b: 3, lonely: 1 }))).toEqual([
      'b has only 3 examples',
      expect.stringMatching(/^lonely has one example only/),
    ]);
  });
});
