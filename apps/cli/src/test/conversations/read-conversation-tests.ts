import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { type ConversationTest, conversationTestFileSchema } from '@switchboard/contracts';
import { listPacks } from '@switchboard/packs';
import { type Document, LineCounter, isNode, parseDocument } from 'yaml';

/** A test with where it stands. */
export interface LocatedTest {
  file: string;
  /** Of the test and of each of its steps. */
  line: number;
  stepLines: number[];
  pack: string;
  test: ConversationTest;
}

/** A file of conversation tests that cannot be read as one. */
export class ConversationTestError extends Error {
  readonly code = 'conversation-test-invalid';
  constructor(
    readonly file: string,
    readonly line: number,
    reason: string,
  ) {
    super(`${file}:${line}: ${reason}`);
  }
}

const largestFile = 1_000_000;

/**
 * Conversation tests of files and folders, or of every pack's `conversations/`. Throws ConversationTestError naming file
 * and line of what is wrong.
 */
export function readConversationTests(root: string, paths: readonly string[]): LocatedTest[] {
  const given = paths.length === 0 ? ownFolders(root) : paths.map((path) => resolve(path));
  const files = given.flatMap((path) => {
    if (!existsSync(path)) throw new Error(`there is no ${path}`);
    const found = statSync(path).isDirectory() ? filesIn(path) : [path];
    if (found.length === 0) throw new Error(`${path} holds no YAML file`);
    return found;
  });
  return files.flatMap((file) => readFile(file, packOf(root, file)));
}

const ownFolders = (root: string): string[] =>
  listPacks(root).flatMap((name) => {
    const folder = join(root, 'packs', name, 'conversations');
    return existsSync(folder) ? [folder] : [];
  });

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => join(folder, name));

function packOf(root: string, file: string): string | null {
  const [first, name] = relative(root, file).split(sep);
  return first === 'packs' && name !== undefined ? name : null;
}

function readFile(path: string, ownPack: string | null): LocatedTest[] {
  const file = relative(process.cwd(), path);
  if (statSync(path).size > largestFile) throw new ConversationTestError(file, 1, 'the file is larger than 1 MB');
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(path, 'utf8'), { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined)
    throw new ConversationTestError(file, broken.linePos?.[0].line ?? 1, broken.message.split('\n')[0] ?? '');
  const lineOf = (path: readonly PropertyKey[]): number => lineAt(document, lines, path);
  const parsed = conversationTestFileSchema.safeParse(document.toJS());
  if (!parsed.success) {
    const [issue] = deepest(parsed.error.issues);
    const where = issue?.path ?? [];
    throw new ConversationTestError(file, lineOf(where), `${where.join('.') || 'the file'}: ${issue?.message}`);
  }
  const pack = parsed.data.pack ?? ownPack;
  if (pack === null) throw new ConversationTestError(file, 1, 'pack: whose desk is it?');
  return parsed.data.conversations.map((test, index) => ({
    file,
    line: lineOf(['conversations', index]),
    stepLines: test.steps.map((_, step) => lineOf(['conversations', index, 'steps', step])),
    pack,
    test,
  }));
}

interface Issue {
  path: readonly PropertyKey[];
  message: string;
  code: string;
  errors?: Issue[][];
}

/** Of a union the branch that got furthest says more than "invalid input". */
function deepest(issues: readonly unknown[]): Issue[] {
  return (issues as Issue[]).flatMap((issue) => {
    if (issue.code !== 'invalid_union' || issue.errors === undefined) return [issue];
    const branches = issue.errors.map(deepest).filter((branch) => branch.length > 0);
    const best = branches.sort((a, b) => (b[0]?.path.length ?? 0) - (a[0]?.path.length ?? 0))[0] ?? [];
    return best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
  });
}

/** The line of the node at the path, or of the nearest that is there. */
function lineAt(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}
