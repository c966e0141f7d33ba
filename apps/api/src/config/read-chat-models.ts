import { readFileSync } from 'node:fs';
import { type LlmPurpose, llmPurposeSchema } from '@switchboard/contracts';
import { parse } from 'yaml';
import { z } from 'zod';
import { ConfigError } from './read-config';
import type { Config } from './config-schema';

const chatModelSchema = z
  .object({
    name: z.string().min(1).max(60),
    url: z.union([z.literal('local'), z.url({ protocol: /^https?$/ })]),
    model: z.string().min(1).optional(),
    /** The environment variable that holds its key: keys do not stand in files. */
    apiKeyFrom: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]*$/)
      .optional(),
    callsTools: z.boolean().default(true),
    /** Tokens that prompt and answer may have together. */
    contextTokens: z.number().int().min(1_024).max(10_000_000).optional(),
    /** Dollars for a million tokens. */
    price: z.object({ input: z.number().nonnegative(), output: z.number().nonnegative() }).strict().optional(),
  })
  .strict();
export type ChatModelConfig = z.infer<typeof chatModelSchema>;

const fileSchema = z
  .object({
    models: z.array(chatModelSchema).min(1).max(20),
    /** For each purpose the models that serve it, the first one first; those of `agent` serve what is not named. */
    routes: z
      .object({ agent: z.array(z.string()).min(1) })
      .and(z.partialRecord(llmPurposeSchema, z.array(z.string()).min(1))),
  })
  .superRefine(({ models, routes }, context) => {
    for (const [purpose, names] of Object.entries(routes))
      for (const name of names)
        if (!models.some((model) => model.name === name))
          context.addIssue({ code: 'custom', path: ['routes', purpose], message: `there is no model ${name}` });
  });

export interface ChatModels {
  models: ChatModelConfig[];
  routes: Record<LlmPurpose, string[]>;
}

/** The models of LLM_MODELS_FILE and what each serves. Throws ConfigError naming file and key. */
export function readChatModels(file: string): ChatModels {
  const parsed = fileSchema.safeParse(contentOf(file));
  if (!parsed.success)
    throw new ConfigError(
      parsed.error.issues.map(({ path, message }) => ({
        variable: `LLM_MODELS_FILE ${file}, ${path.join('.')}`,
        expected: message,
      })),
    );
  const { models, routes } = parsed.data;
  const route = (purpose: LlmPurpose): string[] => routes[purpose] ?? routes.agent;
  return {
    models,
    routes: {
      agent: routes.agent,
      rephrasing: route('rephrasing'),
      summary: route('summary'),
      suggestion: route('suggestion'),
    },
  };
}

function contentOf(file: string): unknown {
  try {
    return parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    throw new ConfigError([
      { variable: `LLM_MODELS_FILE ${file}`, expected: `a YAML file that can be read: ${reason}` },
    ]);
  }
}

/** LLM_URL and what belongs to it as the one model that serves everything. */
export function singleChatModel({ LLM_URL: url, LLM_MODEL: model }: Config): ChatModels {
  const name = model ?? 'local';
  const one = { name, url: url ?? 'local', callsTools: true, ...(model === undefined ? {} : { model }) };
  const routes = { agent: [name], rephrasing: [name], summary: [name], suggestion: [name] };
  return url === 'off' ? { models: [], routes } : { models: [one], routes };
}
