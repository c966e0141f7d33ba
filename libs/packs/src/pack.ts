import {
  type LocalText,
  type MockRecord,
  type MockTool,
  type Procedure,
  type Safety,
  type Vocabulary,
} from '@switchboard/contracts';
import { z } from 'zod';

/** A pack's file does not hold what it should; names the file and the key. */
export class PackError extends Error {
  readonly code = 'pack-invalid';
  constructor(
    readonly file: string,
    reason: string,
  ) {
    super(`${file}: ${reason}`);
  }
}

const language = z.string().regex(/^[a-z]{2,3}$/, 'a language such as en or zh');

const welcomeSchema = z
  .object({
    greeting: z.string(),
    suggestions: z.array(z.string()).max(4),
    /** What the desk says of a message that is outside all it knows. */
    outOfScope: z.string(),
  })
  .strict();

/** pack.yaml. */
export const packHeadSchema = z
  .object({
    name: z.string(),
    company: z.string(),
    /** What the pack is written in, the main language first. A folder of that name holds the others. */
    languages: z.array(language).min(1),
    hours: z.object({ timezone: z.string(), days: z.record(z.string(), z.tuple([z.string(), z.string()])) }),
    /** By language of the widget. */
    welcome: z.record(z.string(), welcomeSchema),
  })
  .strict();

/** One entry of intents/*.yaml. */
export const intentFileSchema = z.array(
  z
    .object({
      id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and "_"'),
      title: z.string().min(1),
      answer: z.string().trim().min(1).optional(),
      articles: z.array(z.string()).default([]),
      handOff: z.boolean().default(false),
      examples: z.array(z.string().min(1)).min(2, 'at least two examples'),
    })
    .strict(),
);

/** Front matter of articles/*.md. */
export const articleHeadSchema = z.object({ title: z.string().min(1), summary: z.string().min(1) }).strict();

export interface PackIntent {
  id: string;
  title: LocalText;
  /** By language; empty when people or a procedure answer. */
  answer: Record<string, string>;
  articles: string[];
  handOff: boolean;
  examples: Record<string, string[]>;
}

export interface PackArticle extends z.infer<typeof articleHeadSchema> {
  /** Its file's name; in another than the main language with the language after it: "returns.zh". */
  slug: string;
  language: string;
  markdown: string;
}

/** A domain as data. */
export interface Pack extends z.infer<typeof packHeadSchema> {
  vocabulary: Vocabulary;
  safety: Safety;
  intents: PackIntent[];
  articles: PackArticle[];
  outOfScope: { text: string; language: string }[];
  procedures: Procedure[];
  tools: MockTool[];
  /** What the tools' mock company holds, by collection. */
  data: Record<string, MockRecord[]>;
  /** Where each intent, procedure and tool is written, for messages. */
  files: Record<string, string>;
}

