import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConversationTests } from './read-conversation-tests';

const root = mkdtempSync(join(tmpdir(), 'switchboard-tests-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const own = join(root, 'packs', 'shop', 'conversations');
mkdirSync(own, { recursive: true });
writeFileSync(join(root, 'packs', 'shop', 'pack.yaml'), 'name: shop');

function read(text: string, path = join(own, 'a.yaml')) {
  writeFileSync(path, text);
  return readConversationTests(root, [path]);
}
const fault = (text: string): string => {
  try {
    read(text);
    return 'read';
  } catch (error) {
    return (error as Error).message.replace(/^.*a\.yaml:/, '');
  }
};
const good = `conversations:
  - name: Says hello
    steps:
      - say: hello

      - say: 42
        expect: { contains: 7 }
`;

describe('readConversationTests', () => {
  it('reads tests with their lines and the pack of their folder, bare numbers as words', () => {
    expect(read(good)).toMatchObject([
      {
        line: 2,
        stepLines: [4, 6],
        pack: 'shop',
        test: { name: 'Says hello', steps: [{ say: 'hello' }, { say: '42', expect: { contains: ['7'] } }] },
      },
    ]);
  });

  it('finds those of every pack without a path, and of a folder with one', () => {
    read(good);
    expect(readConversationTests(root, [])).toHaveLength(1);
    expect(readConversationTests(root, [own])).toHaveLength(1);
  });

  it.each([
    [
      'a key that nobody knows',
      good.replace('contains', 'contians'),
      '7: conversations.0.steps.1.expect: Unrecognized key: "contians"',
    ],
    ['a step that says nothing', good.replace('say: hello', 'says: hello'), '4: conversations.0.steps.0.say'],
    ['a file that is no YAML', 'conversations: [', '1: '],
    [
      'a pattern that is none',
      good.replace('contains: 7', 'matches: "("'),
      '7: conversations.0.steps.1.expect.matches: is no regular expression',
    ],
    [
      'an outcome that is none',
      good.replace('contains: 7', 'outcome: won'),
      '7: conversations.0.steps.1.expect.outcome',
    ],
    [
      'a setting that no policy has',
      good.replace('    steps', '    given: { policy: { nonsense: 1 } }\n    steps'),
      '3: conversations.0.given.policy: is not a part of a policy',
    ],
    ['no tests at all', 'conversations: []', '1: conversations: '],
  ])('names file and line of %s', (_what, text, message) => {
    expect(fault(text)).toContain(message);
  });

  it('wants to know whose desk it is outside of the packs', () => {
    const path = join(root, 'mine.yaml');
    expect(() => read(good, path)).toThrow(/mine.yaml:1: pack: whose desk is it/);
    expect(read(`pack: shop\n${good}`, path)).toMatchObject([{ pack: 'shop' }]);
  });

  it('says so when there is no such file', () => {
    expect(() => readConversationTests(root, [join(root, 'gone')])).toThrow(/there is no .*gone/);
  });
});
