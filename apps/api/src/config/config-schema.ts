import ipaddr from 'ipaddr.js';
import { z } from 'zod';
import { isThisMachine } from './is-this-machine';

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((value) => value === 'true' || value === '1');
const optionalUrl = (protocols: RegExp, example: string) =>
  z.url({ protocol: protocols, error: `an address such as ${example}` }).optional();
const count = (fallback: number, min: number, max: number) =>
  z.coerce
    .number({ error: `a number from ${min} to ${max}` })
    .int()
    .min(min)
    .max(max)
    .default(fallback);

const addressList = z.string().transform((list, context): string[] => {
  const items = list
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');
  const wrong = items.find((item) => !ipaddr.isValid(item) && !ipaddr.isValidCIDR(item));
  if (wrong === undefined) return items;
  context.addIssue({ code: 'custom', message: 'addresses and ranges such as 10.0.0.5, 192.168.1.0/24' });
  return z.NEVER;
});

/** Every environment variable that the desk reads; `.env.example` explains the same list. */
export const configSchema = z
  .object({
    PORT: count(3000, 0, 65_535),
    HOST: z.string().default('127.0.0.1'),
    DATA_DIR: z.string().min(1).default('.switchboard'),
    DATABASE_URL: optionalUrl(/^postgres(ql)?$/, 'postgres://user@host:5432/switchboard'),
    DATABASE_POOL: count(10, 1, 200),
    REDIS_URL: optionalUrl(/^rediss?$/, 'redis://host:6379'),
    PUBLIC_URL: optionalUrl(/^https?$/, 'https://desk.example.com'),
    /** Reverse proxies in front of the desk whose X-Forwarded-For is believed. */
    TRUSTED_PROXIES: count(0, 0, 10),
    /** An endpoint; the model in the data folder; or none. Without it, the one in the data folder if it is there. */
    LLM_URL: z
      .union([z.enum(['local', 'off']), z.url({ protocol: /^https?$/ })], {
        error: '"local", "off" or an address such as https://host/v1',
      })
      .optional(),
    LLM_MODEL: z.string().min(1).optional(),
    LLM_API_KEY: z.string().min(1).optional(),
    /** A YAML file with several models, their prices, and which of them serves what. Instead of LLM_URL. */
    LLM_MODELS_FILE: z.string().min(1).optional(),
    LLM_TIMEOUT_MS: count(30_000, 1_000, 600_000),
    LLM_MAX_TOKENS: count(400, 16, 8_192),
    /** Threads of the local model; 0 leaves one core to the desk. */
    LLM_THREADS: count(0, 0, 64),
    LLM_CONTEXT_TOKENS: count(4_096, 1_024, 32_768),
    /** An encoder of models.json for every workspace; without it, one that reads a workspace's languages. */
    ENCODER: z.string().min(1).optional(),
    /** An OpenAI-compatible embeddings API in its place. */
    EMBEDDINGS_URL: optionalUrl(/^https?$/, 'https://host/v1'),
    EMBEDDINGS_MODEL: z.string().min(1).max(200).optional(),
    EMBEDDINGS_API_KEY: z.string().min(1).optional(),
    EMBEDDINGS_LANGUAGES: z
      .string()
      .regex(/^[a-z]{2,3}(,\s*[a-z]{2,3})*$/, 'languages such as en,zh,de')
      .transform((text) => text.split(/,\s*/))
      .optional(),
    EMBEDDINGS_TIMEOUT_MS: count(10_000, 500, 120_000),
    LOCAL_ONLY: flag,
    /** Private addresses and ranges that tools may reach; public ones need no mention. */
    TOOLS_ALLOW_ADDRESSES: addressList.default([]),
    /** Seals the secrets of tool connections; without it a key of the database's own does. */
    SECRETS_KEY: z.string().min(16, 'at least 16 characters').optional(),
    /** A YAML file with MCP servers that run on this machine. */
    MCP_SERVERS_FILE: z.string().min(1).optional(),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    /** Given to the demo workspace at the first start, with all scopes. For tests and benches. */
    SEED_API_KEY: z.string().min(24, 'at least 24 characters').optional(),
    /** Milliseconds a pending turn is left to its process before another takes it up. */
    TURN_LEASE_MS: count(6_000, 500, 60_000),
  })
  .refine(({ LLM_URL, LLM_MODEL }) => !URL.canParse(LLM_URL ?? '') || LLM_MODEL !== undefined, {
    path: ['LLM_MODEL'],
    error: 'the model to use at LLM_URL',
  })
  .refine(({ EMBEDDINGS_URL: url, EMBEDDINGS_MODEL: model }) => url === undefined || model !== undefined, {
    path: ['EMBEDDINGS_MODEL'],
    error: 'the model to use at EMBEDDINGS_URL',
  })
  .refine(({ EMBEDDINGS_URL: url, ENCODER: encoder }) => url === undefined || encoder === undefined, {
    path: ['ENCODER'],
    error: 'nothing beside EMBEDDINGS_URL: a desk has one of the two',
  })
  .refine(({ EMBEDDINGS_URL: url, LOCAL_ONLY: local }) => url === undefined || !local || isThisMachine(url), {
    path: ['EMBEDDINGS_URL'],
    error: 'an address of this machine, because LOCAL_ONLY is set',
  });

export type Config = z.infer<typeof configSchema>;
