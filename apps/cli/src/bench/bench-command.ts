import { Command, InvalidArgumentError } from 'commander';
import { benchAgent } from './bench-agent';
import { benchLocalChatCommand } from './bench-local-chat';
import { benchTurn } from './bench-turn';
import { benchUnderstand } from './bench-understand';

/** `switchboard bench …`: measure this machine. */
export function benchCommand(): Command {
  const bench = new Command('bench').description('measure the desk on this machine');
  bench
    .command('turn')
    .description('message in → reply committed and emitted, over real sockets, on a desk of its own')
    .option('--rate <number>', 'messages a second', positive, 20)
    .option('--seconds <number>', 'how long', positive, 30)
    .option('--database-url <url>', 'an empty PostgreSQL database instead of the embedded one')
    .option(
      '--data-dir <folder>',
      'where the models are, so that they need not be pulled',
      process.env['DATA_DIR'] ?? '.switchboard',
    )
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(benchTurn);
  bench
    .command('understand')
    .description('the encoder and an intent model: one message at a time and in bulk, memory, event loop')
    .requiredOption('--model <folder>', 'the artifact')
    .requiredOption('--test <file>', 'rows {"text","intent"}')
    .option('--rounds <number>', 'how often', positive, 3)
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(benchUnderstand);
  bench
    .command('agent')
    .description('what the LLM agent adds to a bare call of the model, against a scripted server')
    .option('--rounds <number>', 'runs of two steps', positive, 200)
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(benchAgent);
  return bench.addCommand(benchLocalChatCommand());
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 10_000) return value;
  throw new InvalidArgumentError('a number above 0.');
}
