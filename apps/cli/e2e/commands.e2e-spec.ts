import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';

const root = repositoryRoot();
const folder = mkdtempSync(join(tmpdir(), 'switchboard-commands-'));
const at = (name: string): string => join(folder, name);

/** A command with the models that scripts/prepare-e2e.mjs has pulled. */
function run(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, [join(root, 'apps', 'cli', 'bin', 'switchboard.mjs'), ...args], {
    encoding: 'utf8',
    timeout: 120_000,
    env: { ...process.env, NODE_OPTIONS: '', DATA_DIR: join(root, '.nx', 'e2e-data') },
  });
}
const report = <T>(name: string): T => JSON.parse(readFileSync(at(name), 'utf8')) as T;
const lines = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);

describe('the command line', () => {
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('trains on a pack, and measures what came out on messages it has not seen', () => {
    expect(run('packs', 'export', 'retail', '--out', folder).status).toBe(0);
    expect(run('train', 'intents', '--train', at('intents.jsonl'), '--out', at('model')).status).toBe(0);
    const test = join(root, 'evals', 'retail', 'intents.jsonl');
    const oos = join(root, 'evals', 'retail', 'out-of-scope.jsonl');
    const args = ['--model', at('model'), '--test', test, '--oos', oos, '--out', at('intents.json')];
    expect(run('eval', 'intents', ...args).status).toBe(0);
    const {
      n,
      accuracy,
      ece,
      oos: outOfScope,
    } = report<{ n: number; accuracy: number; ece: number; oos: { auroc: number } }>('intents.json');
    expect(n).toBe(lines(test).length);
    expect(accuracy).toBeGreaterThan(0.93);
    expect(ece).toBeLessThan(0.1);
    expect(outOfScope.auroc).toBeGreaterThan(0.95);
  }, 180_000);

  it('predicts row by row, and the same text always alike', () => {
    const odd = ['wheres my parcel', '退货', '🏕️', 'a'.repeat(10_000), 'wheres my parcel'];
    writeFileSync(at('odd.jsonl'), odd.map((text) => JSON.stringify({ text })).join('\n'));
    const args = ['--model', at('model'), '--in', at('odd.jsonl'), '--out', at('p')];
    const { status, stderr } = run('eval', 'predict', ...args);
    expect([status, status === 0 ? '' : stderr]).toEqual([0, '']);
    const rows = lines<{ text: string; confidence: number }>(at('p'));
    expect(rows.map(({ text }) => text)).toEqual(odd);
    expect(rows[0]).toEqual(rows.at(-1));
    rows.forEach(({ confidence }) => expect(confidence).toBeGreaterThanOrEqual(0));
  }, 60_000);

  it('finds a label that was swapped, and a message that training and test share', () => {
    const rows = lines<{ text: string; intent: string }>(at('intents.jsonl'));
    const swapped = rows.findIndex(({ intent }) => intent === 'gift_card');
    const wrong = rows.map((row, index) => (index === swapped ? { ...row, intent: 'warranty_claim' } : row));
    writeFileSync(at('wrong.jsonl'), wrong.map((row) => JSON.stringify(row)).join('\n'));
    writeFileSync(at('shared.jsonl'), JSON.stringify(rows[3]));
    const args = ['--train', at('wrong.jsonl'), '--test', at('shared.jsonl'), '--out', at('check.json')];
    expect(run('check', 'intents', ...args).status).toBe(0);
    const { likelyMislabels, leaks } =
      report<Record<string, { row: number; testRow: number; suggested: string }[]>>('check.json');
    expect(likelyMislabels).toContainEqual(expect.objectContaining({ row: swapped + 1, suggested: 'gift_card' }));
    expect(leaks).toMatchObject([{ testRow: 1 }]);
  }, 120_000);

  it('finds the article that answers', () => {
    writeFileSync(at('q.jsonl'), '{"text":"what does delivery cost","relevant":["delivery-costs"]}\n');
    const args = ['--docs', at('docs.jsonl'), '--queries', at('q.jsonl')];
    expect(run('eval', 'retrieval', ...args, '--out', at('r.json')).status).toBe(0);
    expect(report<{ hitAt5: number }>('r.json').hitAt5).toBe(1);
    expect(run('eval', 'answers', ...args, '--out', at('a.json')).status).toBe(0);
    expect(report<{ rows: { answer: string }[] }>('a.json').rows[0]?.answer).toContain('£3.95');
  }, 120_000);

  it('scores personal data by type and to the character', () => {
    const card = { text: 'pay with 4111111111111111', spans: [{ type: 'CREDIT_CARD', start: 9, end: 25 }] };
    const name = { text: 'I am Ana', spans: [{ type: 'PERSON', start: 5, end: 8 }] };
    writeFileSync(at('pii.jsonl'), [card, name].map((row) => JSON.stringify(row)).join('\n'));
    expect(run('eval', 'pii', '--test', at('pii.jsonl'), '--out', at('pii.json')).status).toBe(0);
    expect(report('pii.json')).toMatchObject({
      byType: [
        { type: 'CREDIT_CARD', precision: 1, recall: 1 },
        { type: 'PERSON', precision: null, recall: 0 },
      ],
      rows: [{ spans: card.spans }, { spans: [] }],
    });
  });

  it.each([
    ['a row without its text', '{"id":"a"}\n', ':1: '],
    ['a line that is no JSON', '{"id":"a","text":"b"}\n{"id"\n', ':2: '],
  ])(
    'ends at %s with the file and the line',
    (_what, content, place) => {
      writeFileSync(at('bad.jsonl'), content);
      const out = ['--out', at('never.json')];
      for (const args of [
        ['eval', 'retrieval', '--docs', at('bad.jsonl'), '--queries', at('q.jsonl'), ...out],
        ['eval', 'answers', '--docs', at('bad.jsonl'), '--queries', at('q.jsonl'), ...out],
        ['eval', 'predict', '--model', at('model'), '--in', at('bad.jsonl'), ...out],
        ['train', 'intents', '--train', at('bad.jsonl'), '--out', at('never')],
      ]) {
        // A row of documents is no row of another kind, and the other way round.
        const { status, stderr } = run(...args);
        expect([args.slice(0, 2), status]).toEqual([args.slice(0, 2), 1]);
        expect(stderr).toContain(at('bad.jsonl') + (args[1] === 'intents' ? ':1: ' : place));
      }
    },
    60_000,
  );

  it('ends at a model that was changed by hand, and at one that is not there', () => {
    const weights = at(join('model', 'output.f32'));
    writeFileSync(weights, readFileSync(weights).fill(0, 0, 8));
    const test = join(root, 'evals', 'retail', 'intents.jsonl');
    const args = ['--test', test, '--out', at('never.json')];
    for (const model of ['model', 'nowhere']) {
      const { status, stderr } = run('eval', 'intents', '--model', at(model), ...args);
      expect([status, stderr.includes(at(model))]).toEqual([1, true]);
    }
  }, 60_000);
});
