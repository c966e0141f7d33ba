import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPack } from './check-pack';
import { listPacks, readPack } from './read-pack';

/** The repository's own packs, three folders up. */
const root = join(__dirname, '..', '..', '..');
const copy = mkdtempSync(join(tmpdir(), 'switchboard-packs-'));
cpSync(join(root, 'packs', 'retail'), join(copy, 'packs', 'retail'), { recursive: true });
afterAll(() => rmSync(copy, { recursive: true, force: true }));

/** The faults of retail after one file was changed. */
function faultsAfter(file: string, change: (text: string) => string): string[] {
  const path = join(copy, 'packs', 'retail', file);
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(path, after);
  try {
    return checkPack(readPack(copy, 'retail')).map(({ message }) => message);
  } catch (error) {
    return [(error as Error).message];
  } finally {
    writeFileSync(path, before);
  }
}

describe('packs', () => {
  it.each(listPacks(root))('%s fits together', (name) => {
    expect(checkPack(readPack(root, name)).map(({ message }) => message)).toEqual([]);
  });

  it('names those there are when one is asked for that is not', () => {
    expect(() => readPack(root, 'bakery')).toThrow(/there is no such pack; there are: .*retail/);
    expect(() => readPack(root, '../libs')).toThrow('there is no such pack');
  });

  it('name file and key of what is written wrong', () => {
    const [fault] = faultsAfter('intents/orders.yaml', (text) => text.replace('title: "Cancel my order"', 'titel: "x"'));
    expect(fault).toMatch(/^intents\/orders.yaml: order_cancel/);
    expect(faultsAfter('articles/returns.md', (text) => text.replace('summary:', 'sumary:'))[0]).toMatch(
      /^articles\/returns.md: summary/,
    );
    expect(faultsAfter('pack.yaml', () => 'name: [')[0]).toMatch(/^pack.yaml: /);
  });

  it.each([
    ['an article that is not there', 'intents/orders.yaml', 'articles: [tracking-your-parcel]', 'articles: [gone]', 'order_status.articles: there is no article gone'],
    ['an intent that is not there', 'procedures/hire-gear.yaml', 'intents: [hire_gear]', 'intents: [gone]', 'there is no intent gone'],
    ['a tool that is not there', 'procedures/hire-gear.yaml', 'call: book_hire', 'call: gone', 'there is no tool gone'],
    ['an argument that is not there', 'procedures/hire-gear.yaml', 'phone: "{phone}" }', 'phone: "{phone}", size: 3 }', 'takes no size'],
    ['a missing argument', 'procedures/hire-gear.yaml', ', phone: "{phone}" }', ' }', 'book_hire needs phone'],
    ['a slot that is not there', 'procedures/hire-gear.yaml', 'ask: phone', 'ask: mobile', 'there is no slot mobile'],
    ['a value that is not there', 'procedures/hire-gear.yaml', '{made.id}', '{booking.id}', 'there is no slot or result {booking.id}'],
    ['a step that is not there', 'procedures/cancel-order.yaml', 'too-late: too_late', 'too-late: gone', 'there is no step gone'],
    ['a write without a confirmation', 'procedures/hire-gear.yaml', /    confirm:\n.*\n.*\n/, '', 'book_hire writes and needs confirm'],
    ['a slot type nobody knows', 'procedures/hire-gear.yaml', 'type: phone', 'type: fax', 'knows fax'],
    ['a write that says it reads', 'tools.yaml', 'risk: write', 'risk: read', 'is a write'],
    ['data that is not there', 'tools.yaml', 'find: refunds', 'find: gone', 'there is no data/gone.yaml'],
  ])('show %s', (_, file, from, to, fault) => {
    expect(faultsAfter(file, (text) => text.replace(from, to)).join('\n')).toContain(fault);
  });

  it('show an example that two intents share', () => {
    const faults = faultsAfter('intents/talk.yaml', (text) => text.replace('- "hi"', '- "unsubscribe"'));
    expect(faults).toEqual([expect.stringContaining('both have the example "unsubscribe"')]);
  });
});
