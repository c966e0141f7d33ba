import type { ChatTool } from '@switchboard/models';
import { z } from 'zod';

/** Why the LLM agent gives a conversation away. `cannot-answer` lets the decision table go on below it. */
export const handOffSchema = z.strictObject({
  reason: z
    .enum(['asked-for-person', 'needs-decision', 'upset', 'cannot-answer'])
    .describe(
      'asked-for-person: the visitor wants a person. needs-decision: only a person may decide. upset: the visitor is upset. cannot-answer: neither the passages nor a tool has the answer.',
    ),
});
export const searchSchema = z.strictObject({
  query: z.string().trim().min(1).max(300).describe('What to look for, in a few words'),
});
const procedureSchema = (ids: readonly string[]) => z.strictObject({ procedure: z.enum(ids as [string, ...string[]]) });

/** Tools of the agent itself, which change the course of the turn. */
export const controlTools: readonly string[] = ['search_knowledge', 'hand_off', 'start_procedure'];

export interface OfferedProcedure {
  id: string;
  title: string;
}

/** The agent's own tools as a model sees them. */
export function describeControlTools(procedures: readonly OfferedProcedure[]): ChatTool[] {
  const search = {
    name: 'search_knowledge',
    description: 'Searches the company’s articles. Use it when the numbered passages do not answer the question.',
    parameters: z.toJSONSchema(searchSchema),
  };
  const handOff = {
    name: 'hand_off',
    description: 'Gives the conversation to a person. Nothing can be said after it: the desk tells the visitor.',
    parameters: z.toJSONSchema(handOffSchema),
  };
  if (procedures.length === 0) return [search, handOff];
  const names = procedures.map(({ id, title }) => `${id} (${title})`).join(', ');
  const start = {
    name: 'start_procedure',
    description: `Begins a procedure that asks the visitor for what it needs and acts after their confirmation: ${names}. Use it whenever the visitor wants one of these done.`,
    parameters: z.toJSONSchema(procedureSchema(procedures.map(({ id }) => id))),
  };
  return [search, handOff, start];
}

/** The arguments of `start_procedure`, checked; null when they name no procedure. */
export function readProcedure(args: unknown, procedures: readonly OfferedProcedure[]): string | null {
  if (procedures.length === 0) return null;
  const parsed = procedureSchema(procedures.map(({ id }) => id)).safeParse(args);
  return parsed.success ? parsed.data.procedure : null;
}
