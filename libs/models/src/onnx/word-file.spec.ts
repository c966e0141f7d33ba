import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantizeRows } from './quantize';
import { openWords, packWords } from './word-file';

describe('a word table in a file', () => {
  const table = Float32Array.from({ length: 5 * 8 }, (_, at) => Math.sin(at) / (1 + at));
  const quantized = quantizeRows(table, 5, 8);
  const path = join(mkdtempSync(join(tmpdir(), 'words-')), 'words');
  writeFileSync(path, packWords(quantized));
  const read = openWords(path, 8);

  it('gives each word what the table in the graph would, to the bit', () => {
    const expected = [4, 0, 4].flatMap((row) =>
      Array.from(quantized.data.subarray(row * 8, row * 8 + 8), (value) =>
        Math.fround(value * (quantized.scales[row] as number)),
      ),
    );
    expect([...read([4, 0, 4])]).toEqual(expected);
  });

  it('says when there is no such word', () => expect(() => read([5])).toThrow('has no word 5'));
});
