import { Command } from 'commander';
import { createProgress } from '../../terminal/progress';
import { openModelOf } from '../../terminal/open-model-of';
import { writeReport } from '../../terminal/write-report';
import { type TaskRow, playTask } from './play-task';
import { readTau } from './read-tau';

interface TauOptions {
  data: string;
  tasks: string;
  limit?: string;
  turns: string;
  userUrl?: string;
  userModel?: string;
  out: string;
}

/** `switchboard eval tau`: tool-using tasks in the form of tau's retail domain, against the configured model. */
export function evalTauCommand(): Command {
  return new Command('tau')
    .description(
      'tasks with a policy, tools and a database, played with a simulated customer: pass^1 of LLM_URL’s model',
    )
    .requiredOption('--data <folder>', 'policy.md, tools.json, db.json and the tasks (.gz accepted)')
    .option('--tasks <name>', 'the file of tasks in it', 'tasks_train.json')
    .option('--limit <count>', 'only so many tasks')
    .option('--turns <count>', 'messages of the customer in a task', '30')
    .option('--user-url <url>', 'another endpoint for the customer')
    .option('--user-model <name>', 'and its model')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(evalTauAction);
}

async function evalTauAction({ data, tasks, limit, turns, userUrl, userModel, out }: TauOptions): Promise<void> {
  const tau = readTau(data, tasks);
  const agent = openModelOf(process.env);
  const user =
    userUrl === undefined && userModel === undefined
      ? agent
      : openModelOf({
          ...process.env,
          ...(userUrl === undefined ? {} : { LLM_URL: userUrl }),
          ...(userModel === undefined ? {} : { LLM_MODEL: userModel }),
        });
  const chosen = tau.tasks.slice(0, limit === undefined ? undefined : Number(limit));
  const progress = createProgress();
  const rows: TaskRow[] = [];
  const { signal } = new AbortController();
  for (const [index, task] of chosen.entries()) {
    progress.update(index, chosen.length, 'tasks');
    rows.push(await playTask(task, tau, { agent, user, maxTurns: Number(turns), signal }));
  }
  progress.stop();
  const n = rows.length;
  const share = (count: (row: TaskRow) => boolean): number => (n === 0 ? 0 : rows.filter(count).length / n);
  const report = {
    model: agent.name,
    n,
    passHat1: share(({ reward }) => reward === 1),
    databaseRight: share(({ databaseRight }) => databaseRight),
    told: share(({ told }) => told),
    failed: rows.filter(({ error }) => error !== null).length,
  };
  writeReport(out, { ...report, rows });
  const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
  process.stdout.write(
    `${n} tasks, ${agent.name}: pass^1 ${percent(report.passHat1)} (database ${percent(report.databaseRight)}, told ${percent(report.told)}, broken off ${report.failed})\n`,
  );
}
