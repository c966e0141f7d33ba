import { z } from 'zod';
import { mockDataSchema } from '../pack/mock-tool';
import { toolOutcomeSchema } from '../pack/tool';
import { interfaceLanguageSchema } from '../primitives';
import { policySchema } from '../turn/policy';

/** A bare number in a file is meant as its digits. */
const words = z.union([z.string(), z.number().transform(String)]).pipe(z.string().min(1).max(4_000));
/** One of something or several: a list is never needed for one. */
const oneOrMore = <T extends z.ZodType>(item: T) =>
  z.union([item.transform((value) => [value]), z.array(item).min(1).max(20)]);

/** What a model says in its stead, where the test is not run with a real one. */
export const scriptedSayingSchema = z.union([
  z.object({ text: words }).strict(),
  z.object({ tool: z.string().max(64), arguments: z.record(z.string(), z.json()).default({}) }).strict(),
  z.object({ fault: z.enum(['error', 'empty', 'cut']) }).strict(),
]);
export type ScriptedSaying = z.infer<typeof scriptedSayingSchema>;

const expectedCallSchema = z.union([
  z.string().transform((tool) => ({ tool, arguments: {} as Record<string, z.core.util.JSONType>, outcome: undefined })),
  z
    .object({
      tool: z.string(),
      /** Those that matter; others may be there too. */
      arguments: z.record(z.string(), z.json()).default({}),
      /** "ok", or the code of the failure. */
      outcome: z.string().optional(),
    })
    .strict(),
]);
export type ExpectedCall = z.infer<typeof expectedCallSchema>;

/** What a step must have led to. What is not named is not looked at. */
export const expectationSchema = z
  .object({
    /** `asked-back`: a reply that asks the visitor something. `replied` is true of it as well. */
    outcome: z.enum(['replied', 'asked-back', 'handed-off', 'silent']).optional(),
    /** Rows of the decision table, one of which decided. */
    rule: oneOrMore(z.string()).optional(),
    /** The most probable intent. */
    intent: oneOrMore(z.string()).optional(),
    /** The procedure that runs after the step, or ended with it; null: none. */
    procedure: z.string().nullable().optional(),
    owner: z.enum(['bot', 'queue', 'agent']).optional(),
    /** Exactly these calls, in this order; an empty list: none. */
    tools: z.array(expectedCallSchema).max(20).optional(),
    /** In the reply, whatever the case of the letters. */
    contains: oneOrMore(words).optional(),
    /** Regular expressions, without regard to case. */
    matches: oneOrMore(words.refine(isPattern, 'is no regular expression')).optional(),
    not: oneOrMore(words).optional(),
    /** Slugs of articles, all of which are cited. */
    citations: oneOrMore(z.string()).optional(),
    /** Labels of buttons, all of which are shown. */
    choices: oneOrMore(z.string()).optional(),
    maxCharacters: z.number().int().positive().optional(),
  })
  .strict();
export type Expectation = z.infer<typeof expectationSchema>;

const stepSchema = z.object({ say: words, expect: expectationSchema.default({}) }).strict();

const givenSchema = z
  .object({
    language: interfaceLanguageSchema.default('en'),
    /** Who the desk knows the visitor to be. */
    visitor: z
      .object({ name: z.string().max(200).optional(), email: z.email().optional() })
      .strict()
      .default({}),
    /** `queue`: a person was asked for before. */
    owner: z.enum(['bot', 'queue']).default('bot'),
    /** Settings of the workspace that differ from the pack's. */
    policy: z.record(z.string(), z.unknown()).default({}).refine(isPolicy, 'is not a part of a policy'),
    /** Records of the mock company beside the pack's own: collection → records. */
    data: z.record(z.string(), mockDataSchema).default({}),
    /** What a tool gives instead of asking the company. */
    tools: z.record(z.string(), toolOutcomeSchema).default({}),
    /** What the LLM says, call by call, where no real one is asked. With a fault in it, never a real one. */
    llm: z.array(scriptedSayingSchema).max(40).optional(),
  })
  .strict();

/** A conversation that a desk has to lead: given this, when the visitor says that, then … */
export const conversationTestSchema = z
  .object({
    name: z.string().min(3).max(200),
    given: givenSchema.prefault({}),
    /** Left out where no LLM is there, scripted or real. */
    needsLlm: z.boolean().default(false),
    steps: z.array(stepSchema).min(1).max(40),
  })
  .strict();
export type ConversationTest = z.infer<typeof conversationTestSchema>;

/** A file of `packs/NAME/conversations/`, or of a company's own folder. */
export const conversationTestFileSchema = z
  .object({
    /** Whose desk; not needed in a pack's own folder. */
    pack: z.string().optional(),
    conversations: z.array(conversationTestSchema).min(1).max(200),
  })
  .strict();

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'iu') instanceof RegExp;
  } catch {
    return false;
  }
}

function isPolicy(part: Record<string, unknown>): boolean {
  return Object.keys(part).every((key) => key in policySchema.shape) && policySchema.safeParse(part).success;
}
