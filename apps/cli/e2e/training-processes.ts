import { execFileSync } from 'node:child_process';

/** Processes that work on a training, by its id. */
export const trainingProcesses = (id: string): number[] =>
  execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' })
    .split('\n')
    .filter((line) => line.includes('training-process') && line.includes(id))
    .map((line) => Number.parseInt(line, 10));
