import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  type MockRecord,
  mockDataSchema,
  mockToolSchema,
  procedureSchema,
  safetySchema,
  vocabularySchema,
} from '@switchboard/contracts';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import {
  type Pack,
  type PackArticle,
  PackError,
  type PackIntent,
  articleHeadSchema,
  intentFileSchema,
  packHeadSchema,
} from './pack';

/** Reads a domain from `<root>/packs/<name>`. Throws PackError naming the file and the key at fault. */
export function readPack(root: string, name: string): Pack {
  const folder = join(root, 'packs', name);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(join(folder, 'pack.yaml')))
    throw new PackError(`packs/${name}`, `there is no such pack; there are: ${listPacks(root).join(', ')}`);
  const files: Record<string, string> = {};
  const head = readYaml(folder, 'pack.yaml', packHeadSchema);
  const [main = 'en', ...others] = head.languages;
  const intents = readIntents(folder, main, others, files);
  const optional = <T>(file: string, schema: z.ZodType<T>): T =>
    existsSync(join(folder, file)) ? readYaml(folder, file, schema) : schema.parse(schema instanceof z.ZodArray ? [] : {});
  const procedures = yamlFiles(folder, 'procedures').map((file) => {
    const procedure = readYaml(folder, file, procedureSchema);
    files[`procedure ${procedure.id}`] = file;
    return procedure;
  });
  const tools = optional('tools.yaml', z.array(mockToolSchema));
  for (const tool of tools) files[`tool ${tool.name}`] = 'tools.yaml';
  return {
    ...head,
    vocabulary: optional('vocabulary.yaml', vocabularySchema),
    safety: existsSync(join(folder, 'safety.yaml'))
      ? readYaml(folder, 'safety.yaml', safetySchema)
      : { words: {}, rules: [] },
    intents,
    articles: [main, ...others].flatMap((language) => readArticles(folder, language, language === main)),
    outOfScope: [main, ...others].flatMap((language) =>
      optional(inFolder(language === main, language, 'out-of-scope.yaml'), z.array(z.string())).map((text) => ({
        text,
        language,
      })),
    ),
    procedures,
    tools,
    data: readData(folder),
    files,
  };
}

/** Names of the packs that are there. */
export function listPacks(root: string): string[] {
  const folder = join(root, 'packs');
  return existsSync(folder)
    ? readdirSync(folder).filter((name) => existsSync(join(folder, name, 'pack.yaml'))).sort()
    : [];
}

const inFolder = (isMain: boolean, language: string, path: string): string => (isMain ? path : join(language, path));

function yamlFiles(folder: string, path: string): string[] {
  if (!existsSync(join(folder, path))) return [];
  return readdirSync(join(folder, path))
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => join(path, file));
}

/** The main language names the intents; the others add titles, answers and examples to them. */
function readIntents(folder: string, main: string, others: readonly string[], files: Record<string, string>): PackIntent[] {
  const intents = new Map<string, PackIntent>();
  for (const file of yamlFiles(folder, 'intents'))
    for (const { id, title, answer, examples, ...rest } of readYaml(folder, file, intentFileSchema)) {
      if (intents.has(id)) throw new PackError(file, `${id}: ${files[`intent ${id}`]} has an intent of that id`);
      files[`intent ${id}`] = file;
      const answers: Record<string, string> = answer === undefined ? {} : { [main]: answer };
      intents.set(id, { id, title: { [main]: title }, answer: answers, examples: { [main]: examples }, ...rest });
    }
  for (const language of others)
    for (const file of yamlFiles(folder, join(language, 'intents')))
      for (const { id, title, answer, examples } of readYaml(folder, file, intentFileSchema)) {
        const intent = intents.get(id);
        if (intent === undefined) throw new PackError(file, `${id}: the main language has no such intent`);
        intent.title[language] = title;
        intent.examples[language] = [...(intent.examples[language] ?? []), ...examples];
        if (answer !== undefined) intent.answer[language] = answer;
      }
  return [...intents.values()];
}

/** An article is a Markdown file with front matter; its name is its slug. */
function readArticles(folder: string, language: string, isMain: boolean): PackArticle[] {
  const path = inFolder(isMain, language, 'articles');
  if (!existsSync(join(folder, path))) return [];
  return readdirSync(join(folder, path))
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => {
      const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(join(folder, path, file), 'utf8'));
      if (match === null) throw new PackError(join(path, file), 'the front matter is missing');
      const head = check(join(path, file), articleHeadSchema, parse(join(path, file), match[1] ?? ''));
      const slug = file.replace(/\.md$/, '');
      return { ...head, language, slug: isMain ? slug : `${slug}.${language}`, markdown: (match[2] ?? '').trim() };
    });
}

function readData(folder: string): Record<string, MockRecord[]> {
  return Object.fromEntries(
    yamlFiles(folder, 'data').map((file) => [
      file.replace(/^.*\/|\.yaml$/g, ''),
      readYaml(folder, file, mockDataSchema),
    ]),
  );
}

function readYaml<T>(folder: string, file: string, schema: z.ZodType<T>): T {
  return check(file, schema, parse(file, readFileSync(join(folder, file), 'utf8')));
}

function parse(file: string, text: string): unknown {
  try {
    return parseYaml(text);
  } catch (error) {
    throw new PackError(file, error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
}

function check<T>(file: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = issue?.path.map(String) ?? [];
  // Of a list of things the id says more than the number.
  const first = Array.isArray(value) && path[0] !== undefined ? (value as { id?: string }[])[Number(path[0])] : undefined;
  const key = first?.id === undefined ? path : [first.id, ...path.slice(1)];
  throw new PackError(file, `${key.join('.') || 'the file'}: ${issue?.message}`);
}
