// The process of a training: reads its task from the file it is given, tells the desk how it goes, and ends.
import { readFileSync } from 'node:fs';
import { explainFailure } from './explain-failure';
import { checkTask, measureTask, trainTask } from './run-task';
import type { ProcessMessage, TrainingTask } from './task';

const say = (message: ProcessMessage): Promise<void> =>
  new Promise((resolve) => process.send?.(message, () => resolve()));

async function run(file: string): Promise<void> {
  const task = JSON.parse(readFileSync(file, 'utf8')) as TrainingTask;
  const report = (progress: Extract<ProcessMessage, { type: 'progress' }>['progress']): void =>
    void say({ type: 'progress', progress });
  if (task.kind === 'check') await say({ type: 'checked', findings: await checkTask(task, report) });
  else if (task.kind === 'measure') await say({ type: 'measured', evaluation: await measureTask(task, report) });
  else await say({ type: 'trained', model: await trainTask(task, report) });
}

// A desk that is gone starts another one when it is back.
process.once('disconnect', () => process.exit(1));
void run(process.argv[2] ?? '')
  .catch((error: unknown) => say({ type: 'failed', message: explainFailure(error) }))
  .finally(() => process.exit(0));
