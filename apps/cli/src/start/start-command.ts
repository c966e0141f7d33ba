import { setFlagsFromString } from 'node:v8';
import { readConfig, startDesk } from '@switchboard/api';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';

/**
 * How much a heap grows, in percent of what lives on it, before it is collected: by V8's own measure half of a busy
 * desk's heap is garbage.
 */
const heapGrowingPercent = 20;

/** `switchboard start`: from nothing to a serving desk. */
export function startCommand(): Command {
  return new Command('start')
    .description('set up what is missing and run the desk')
    .option('--port <number>', 'listen on this port instead of PORT')
    .action(async ({ port }: { port?: string }) => {
      setFlagsFromString(`--heap-growing-percent=${heapGrowingPercent}`);
      const config = readConfig({ ...process.env, ...(port === undefined ? {} : { PORT: port }) });
      const started = performance.now();
      const progress = createProgress();
      const desk = await startDesk(config, {
        step(text) {
          progress.stop();
          process.stderr.write(`· ${text}\n`);
        },
        warn: (text) => void process.stderr.write(`! ${text}\n`),
        progress: (done, total, unit) => progress.update(done, total, unit),
      });
      progress.stop();
      const stop = (): void => {
        process.stderr.write('Stopping …\n');
        void desk.stop().then(
          () => process.exit(0),
          () => process.exit(1),
        );
      };
      process.once('SIGINT', stop);
      process.once('SIGTERM', stop);
      const lines = [
        '',
        `Switchboard is ready after ${((performance.now() - started) / 1000).toFixed(1)} s.`,
        `  Demo shop   ${desk.url}/`,
        `  Console     ${desk.url}/console`,
        `  API         ${desk.url}/openapi.json`,
      ];
      if (desk.oneTimePassword !== null) {
        const { email, password } = desk.oneTimePassword;
        lines.push(
          '',
          `  Sign in as ${email} with the one-time password ${password}`,
          '  You choose your own password there.',
        );
      }
      process.stdout.write(`${lines.join('\n')}\n\n`);
    });
}
