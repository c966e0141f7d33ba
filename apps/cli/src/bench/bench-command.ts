import { Command, InvalidArgumentError } from 'commander';
import { benchAgent } from './bench-agent';
import { benchLocalChatCommand } from './bench-local-chat';
import { benchTurn } from './bench-turn';
import { benchUnderstand } from './bench-understand';
import { benchRetrieval } from './retrieval/bench-retrieval';

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
  bench
    .command('retrieval')
    .description(
      'the hybrid search and quoting, time and what it finds of an exact search, over passages that are made: each has sentences of two real ones and the mixture of their vectors',
    )
    .option('--passages <number>', 'how many', whole, 10_000)
    .option('--docs <file>', 'what they are made of, rows {"id","title"?,"text"}; without it the packs’ articles')
    .option('--queries <file>', 'rows {"text"}; without it the questions in evals/')
    .option('--database-url <url>', 'an empty PostgreSQL database instead of the embedded one')
    .requiredOption('--out <file>', 'the report (JSON)')
    .action(benchRetrieval);
  return bench.addCommand(benchLocalChatCommand());
}

function whole(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= 1 && value <= 1_000_000) return value;
  throw new InvalidArgumentError('a whole number from 1 to 1000000.');
}

function positive(text: string): number {
  const value = Number(text);
  if (value > 0 && value <= 10_000) return value;
  throw new InvalidArgumentError('a number above 0.');
}
