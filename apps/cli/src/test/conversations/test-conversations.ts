import { join } from 'node:path';
import { type ChatRoute, type PackDesk, openPackDesk, repositoryRoot } from '@switchboard/api';
import type { Encoder } from '@switchboard/models';
import { readPack } from '@switchboard/packs';
import { Command } from 'commander';
import { createProgress } from '../../terminal/progress';
import { defaultEncoder, withEncoder } from '../../terminal/with-encoder';
import { writeReport, writeText } from '../../terminal/write-report';
import { type ModelChoice, withModel } from '../with-model';
import { describeSums, describeTest } from './describe-results';
import { type PlayedTest, playTest } from './play-test';
import { type LocatedTest, readConversationTests } from './read-conversation-tests';
import { toJunit } from './to-junit';

interface Options extends ModelChoice {
  base: string;
  only?: string;
  verbose: boolean;
  fresh: boolean;
  out?: string;
  junit?: string;
}

/** `switchboard test conversations`: conversation tests of a pack or of your own, through the whole turn. */
export function testConversationsCommand(): Command {
  return new Command('conversations')
    .description('when the visitor says this, the desk calls that tool and replies with those words')
    .argument('[paths...]', 'YAML files or folders of them; without one, those of every pack')
    .option('--model <name>', 'none, scripted, local, or a model at --llm-url', 'scripted')
    .option('--llm-url <url>', 'an endpoint (LLM_API_KEY is its key)')
    .option('--base <model>', 'encoder from models.json', defaultEncoder)
    .option('--only <words>', 'tests with these words in their name')
    .option('--verbose', 'what was said, also where it was right', false)
    .option('--fresh', 'set the pack up again instead of taking it from the data folder', false)
    .option('--out <file>', 'the report (JSON)')
    .option('--junit <file>', 'the report as JUnit XML, for CI')
    .action(testConversations);
}

async function testConversations(paths: string[], options: Options): Promise<void> {
  const all = readConversationTests(repositoryRoot(), paths);
  const { only } = options;
  const tests =
    only === undefined ? all : all.filter(({ test }) => test.name.toLowerCase().includes(only.toLowerCase()));
  if (tests.length === 0) throw new Error('no conversation test has that name');
  const played = await withModel(options, (route) =>
    withEncoder(options.base, (encoder) => playAll(tests, { encoder, route, ...options })),
  );
  if (options.out !== undefined) writeReport(options.out, { model: options.model, results: played });
  if (options.junit !== undefined) writeText(options.junit, toJunit(played));
  process.stdout.write(`\n${describeSums(played)}\n`);
  if (played.some(({ verdict }) => verdict === 'failed')) process.exitCode = 1;
}

interface Players {
  encoder: Encoder;
  /** Empty: every test has its own script, or none. */
  route: ChatRoute;
  fresh: boolean;
  verbose: boolean;
}

/** Each result is shown as soon as it is there. */
async function playAll(
  tests: readonly LocatedTest[],
  { encoder, route, fresh, verbose }: Players,
): Promise<PlayedTest[]> {
  const played: PlayedTest[] = [];
  for (const name of new Set(tests.map(({ pack }) => pack))) {
    const progress = createProgress();
    const onProgress = ({ step, done, total }: { step: string; done: number; total: number }): void =>
      progress.update(done, total, `${name}: ${step}`);
    const desk: PackDesk = await openPackDesk(readPack(repositoryRoot(), name), {
      encoder,
      onProgress,
      ...(fresh ? {} : { cacheDir: join(process.env['DATA_DIR'] ?? '.switchboard', 'pack-desks') }),
    });
    progress.stop();
    try {
      const own = tests.filter(({ pack }) => pack === name);
      for (const test of own) {
        const result = await playTest(test, desk, route);
        played.push(result);
        process.stdout.write(`${describeTest(result, { verbose })}\n`);
      }
    } finally {
      await desk.close();
    }
  }
  return played;
}
