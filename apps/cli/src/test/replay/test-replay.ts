import { readFileSync } from 'node:fs';
import {
  type ComparedTurn,
  type ReplayVerdict,
  compareTurn,
  encoderNameOf,
  judgeReplay,
  openConnectionDesk,
  openReplay,
  readConfig,
} from '@switchboard/api';
import { type Policy, policySchema } from '@switchboard/contracts';
import { migrate } from '@switchboard/db';
import { Command, InvalidArgumentError } from 'commander';
import { parse } from 'yaml';
import { createProgress } from '../../terminal/progress';
import { findWorkspace } from '../../terminal/find-workspace';
import { withDatabase } from '../../terminal/with-database';
import { withEncoder } from '../../terminal/with-encoder';
import { writeReport } from '../../terminal/write-report';
import { type ModelChoice, withModel } from '../with-model';
import { describeReplay } from './describe-replay';

interface Options extends ModelChoice {
  workspace: string;
  last: number;
  policy?: string;
  base?: string;
  out?: string;
}

/** `switchboard test replay`: the LLM's part of stored turns with the prompt of now, and whether it may go live. */
export function testReplayCommand(): Command {
  return new Command('replay')
    .description('what a new prompt, policy or model would have changed in the last turns of the LLM; a gate')
    .option('--workspace <slug>', 'whose turns', 'demo')
    .option('--last <count>', 'so many turns', count, 100)
    .option('--policy <file>', 'settings to try (YAML), such as "output: { maxCharacters: 600 }"')
    .option('--model <name>', 'local, or a model at --llm-url', 'local')
    .option('--llm-url <url>', 'an endpoint (LLM_API_KEY is its key)')
    .option('--base <model>', 'encoder from models.json; the workspace’s own without it')
    .option('--out <file>', 'the report (JSON)')
    .action(testReplay);
}

async function testReplay(options: Options): Promise<void> {
  const policy = options.policy === undefined ? {} : readPolicy(options.policy);
  const turns = await withModel(options, (route) =>
    withDatabase(async (database) => {
      await migrate(database);
      const workspace = await findWorkspace(database, options.workspace);
      const connections = await openConnectionDesk({ config: readConfig(process.env), database, onError });
      try {
        return await withEncoder(options.base ?? encoderNameOf(workspace), (encoder) => {
          const parts = { database, encoder, route, policy, readConnectedTools: connections.readTools };
          return replayAll(openReplay(parts), workspace.id, options.last);
        });
      } finally {
        await connections.close();
      }
    }),
  );
  const judged: ReplayVerdict = judgeReplay(turns);
  if (options.out !== undefined) writeReport(options.out, { ...judged, turns });
  process.stdout.write(`${describeReplay(turns, judged)}\n`);
  if (judged.verdict === 'failed') process.exitCode = 1;
}

async function replayAll(
  { listTurns, replay }: ReturnType<typeof openReplay>,
  workspaceId: string,
  last: number,
): Promise<ComparedTurn[]> {
  const stored = await listTurns(workspaceId, last);
  if (stored.length === 0) throw new Error('no stored turn of this workspace has asked an LLM yet');
  const progress = createProgress();
  const compared: ComparedTurn[] = [];
  const { signal } = new AbortController();
  for (const [index, turn] of stored.entries()) {
    progress.update(index, stored.length, 'turns');
    compared.push(compareTurn(await replay(turn, signal)));
  }
  progress.stop();
  return compared;
}

const onError = (error: unknown): void => void process.stderr.write(`${String(error)}\n`);

function readPolicy(file: string): Partial<Policy> {
  const part: unknown = parse(readFileSync(file, 'utf8'));
  const parsed = policySchema.partial().strict().safeParse(part);
  if (parsed.success) {
    // Only what was written: defaults of what was not are the workspace's business.
    const named = Object.keys(part as object) as (keyof Policy)[];
    return Object.fromEntries(named.map((key) => [key, parsed.data[key]]));
  }
  const [issue] = parsed.error.issues;
  throw new Error(`${file}: ${issue?.path.join('.') || 'the file'}: ${issue?.message}`);
}

function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0 && value <= 1_000) return value;
  throw new InvalidArgumentError('a number from 1 to 1000.');
}
