import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';

/** A pack's file does not hold what it should. */
export class PackError extends Error {
  readonly code = 'pack-invalid';
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file}: ${reason}`);
  }
}

const welcomeSchema = z.object({ greeting: z.string(), suggestions: z.array(z.string()) });
const packSchema = z.object({
  name: z.string(),
  company: z.string(),
  languages: z.array(z.string()).min(1),
  hours: z.object({ timezone: z.string(), days: z.record(z.string(), z.tuple([z.string(), z.string()])) }),
  welcome: z.record(z.string(), welcomeSchema),
});
const intentSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/),
  title: z.string(),
  answer: z.string().optional(),
  articles: z.array(z.string()).default([]),
  handOff: z.boolean().default(false),
  examples: z.array(z.string()).min(2),
});
const articleSchema = z.object({ title: z.string(), summary: z.string() });

export type PackIntent = z.infer<typeof intentSchema>;
export interface PackArticle extends z.infer<typeof articleSchema> {
  slug: string;
  markdown: string;
}
export interface Pack extends z.infer<typeof packSchema> {
  intents: PackIntent[];
  outOfScope: string[];
  articles: PackArticle[];
}

/** Reads a domain from packs/: what it says, intents with examples and answers, articles. Throws PackError. */
export function readPack(root: string, name: string): Pack {
  const folder = join(root, 'packs', name);
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !existsSync(folder)) {
    const known = readdirSync(join(root, 'packs')).join(', ');
    throw new PackError(`packs/${name}`, `there is no such pack; there are: ${known}`);
  }
  const yaml = <T>(file: string, schema: z.ZodType<T>): T =>
    check(file, schema, parseYaml(readFileSync(join(folder, file), 'utf8')));
  return {
    ...yaml('pack.yaml', packSchema),
    intents: readdirSync(join(folder, 'intents'))
      .sort()
      .flatMap((file) => yaml(join('intents', file), z.array(intentSchema))),
    outOfScope: yaml('out-of-scope.yaml', z.array(z.string())),
    articles: readdirSync(join(folder, 'articles'))
      .sort()
      .flatMap((file) => readArticles(join(folder, 'articles', file), file)),
  };
}

/** An article is a Markdown file with front matter; its name is its slug. */
function readArticles(path: string, file: string): PackArticle[] {
  const match = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path, 'utf8'));
  if (match === null) throw new PackError(file, 'the front matter is missing');
  const front = check(file, articleSchema, parseYaml(match[1] ?? ''));
  return [{ ...front, slug: file.replace(/\.md$/, ''), markdown: (match[2] ?? '').trim() }];
}

function check<T>(file: string, schema: z.ZodType<T>, value: unknown): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new PackError(file, `${issue?.path.join('.')}: ${issue?.message}`);
}
