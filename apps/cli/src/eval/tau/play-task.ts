import { isDeepStrictEqual } from 'node:util';
import { loadAgentLoop } from '@switchboard/answer';
import { type ChatEntry, type ChatModel, type ChatUsage, withJsonTools } from '@switchboard/models';
import type { Tau, TauTask } from './read-tau';
import { type RetailDatabase, RetailError } from './retail-database';
import { retailTools } from './retail-tools';

export interface PlayOptions {
  agent: ChatModel;
  /** Plays the customer. */
  user: ChatModel;
  maxTurns: number;
  signal: AbortSignal;
}

export interface TaskRow {
  id: string;
  /** 1 when the database ends as it should and everything that had to be told was told. */
  reward: 0 | 1;
  databaseRight: boolean;
  told: boolean;
  turns: number;
  calls: { name: string; arguments: unknown; refused: boolean }[];
  promptTokens: number;
  completionTokens: number;
  error: string | null;
  talk: { from: 'user' | 'agent'; text: string }[];
}

const ends = ['###STOP###', '###TRANSFER###', '###OUT-OF-SCOPE###'];

/**
 * Plays one task: a simulated customer talks to the agent, whose tools change a copy of the database, until the
 * customer is done or the agent transfers. Then the copy is compared with one on which the right actions were done.
 */
export async function playTask(task: TauTask, tau: Tau, options: PlayOptions): Promise<TaskRow> {
  const database = structuredClone(tau.database);
  const row: TaskRow = {
    id: task.id,
    reward: 0,
    databaseRight: false,
    told: false,
    turns: 0,
    calls: [],
    promptTokens: 0,
    completionTokens: 0,
    error: null,
    talk: [],
  };
  try {
    await talk(task, tau, database, row, options);
  } catch (error) {
    options.signal.throwIfAborted();
    row.error = error instanceof Error ? error.message : String(error);
  }
  row.databaseRight = isDeepStrictEqual(database, expectedDatabase(task, tau.database));
  const said = row.talk
    .filter(({ from }) => from === 'agent')
    .map(({ text }) => text.toLowerCase().replaceAll(',', ''))
    .join('\n');
  row.told = task.evaluation_criteria.communicate_info.every((info) =>
    said.includes(info.toLowerCase().replaceAll(',', '')),
  );
  row.reward = row.error === null && row.databaseRight && row.told ? 1 : 0;
  return row;
}

/** The database after the task's own actions; one that is refused changes nothing, as it did when the task was made. */
export function expectedDatabase({ evaluation_criteria: { actions } }: TauTask, database: RetailDatabase) {
  const expected = structuredClone(database);
  for (const { name, arguments: args } of actions) callRetail(expected, name, args);
  return expected;
}

function callRetail(database: RetailDatabase, name: string, args: unknown): { content: string; failed: boolean } {
  const tool = Object.hasOwn(retailTools, name) ? retailTools[name] : undefined;
  if (tool === undefined) return { content: `Error: there is no tool ${name}`, failed: true };
  try {
    const value = tool(database, { ...(args as object) });
    return { content: typeof value === 'string' ? value : JSON.stringify(value), failed: false };
  } catch (error) {
    if (error instanceof RetailError) return { content: `Error: ${error.message}`, failed: true };
    throw error;
  }
}

async function talk(task: TauTask, tau: Tau, database: RetailDatabase, row: TaskRow, options: PlayOptions) {
  const { agent, user, maxTurns, signal } = options;
  const runAgent = await loadAgentLoop();
  const count = ({ promptTokens, completionTokens }: ChatUsage): void => {
    row.promptTokens += promptTokens;
    row.completionTokens += completionTokens;
  };
  let isTransferred = false;
  let entries: ChatEntry[] = [];
  row.talk.push({ from: 'agent', text: 'Hi! How can I help you today?' });
  while (row.turns < maxTurns && !isTransferred) {
    const words = await customerSays(task, row.talk, user, signal);
    row.talk.push({ from: 'user', text: words });
    if (ends.some((end) => words.includes(end))) return;
    row.turns++;
    const result = await runAgent({
      model: withJsonTools(agent),
      system: tau.policy,
      entries: [...entries, { role: 'user', content: words }],
      tools: tau.tools,
      isOver: () => isTransferred,
      maxModelCalls: 30,
      contextTokens: 60_000,
      signal,
      onText: () => undefined,
      onCall: ({ usage }) => count(usage),
      async callTool(name, args) {
        const outcome = callRetail(database, name, args);
        row.calls.push({ name, arguments: args, refused: outcome.failed });
        isTransferred ||= name === 'transfer_to_human_agents';
        return outcome;
      },
    });
    ({ entries } = result);
    row.talk.push({ from: 'agent', text: result.text });
  }
}

/** The customer's next words. For the simulating model the roles are the other way round. */
async function customerSays(task: TauTask, talkSoFar: TaskRow['talk'], user: ChatModel, signal: AbortSignal) {
  const { instructions } = task.user_scenario;
  const scenario =
    typeof instructions === 'string'
      ? instructions
      : Object.entries(instructions)
          .map(([name, value]) => `${name.replaceAll('_', ' ')}: ${value ?? 'nothing'}`)
          .join('\n');
  const rules = [
    'You play a customer who writes to a shop. Write only what the customer writes next, one short message.',
    'Say no more than the present question needs, and invent nothing that the scenario does not say.',
    'When the scenario’s wishes are fulfilled, or it is clear that they cannot be, write ###STOP###.',
    'When the shop transfers you to a person, write ###TRANSFER###. When the scenario has no answer to what is asked, write ###OUT-OF-SCOPE###.',
  ];
  const messages: ChatEntry[] = [
    { role: 'system', content: `${rules.join('\n')}\n\nScenario:\n${scenario}` },
    ...talkSoFar.map(({ from, text }): ChatEntry => ({ role: from === 'agent' ? 'user' : 'assistant', content: text })),
  ];
  let words = '';
  for await (const chunk of user.stream(messages, { signal })) words += chunk.text;
  return words.trim() || '###STOP###';
}
