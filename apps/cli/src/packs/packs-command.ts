import { join } from 'node:path';
import { readPack, repositoryRoot } from '@switchboard/api';
import { Command } from 'commander';
import { writeRows } from '../terminal/write-report';

/** `switchboard packs export`: a domain as the row files that `train` and `eval` read. */
export function packsCommand(): Command {
  const packs = new Command('packs').description('domains as data: intents, articles, answers');
  packs
    .command('export')
    .description('write a pack as rows: intents.jsonl, out-of-scope.jsonl, docs.jsonl')
    .argument('<pack>', 'a folder of packs/')
    .requiredOption('--out <folder>', 'where the rows go')
    .action((name: string, { out }: { out: string }) => {
      const pack = readPack(repositoryRoot(), name);
      const intents = pack.intents.flatMap(({ id, examples }) => examples.map((text) => ({ text, intent: id })));
      const outOfScope = pack.outOfScope.map((text) => ({ text, intent: 'oos' }));
      const docs = pack.articles.map(({ slug, title, markdown }) => ({ id: slug, title, text: markdown }));
      writeRows(join(out, 'intents.jsonl'), intents);
      writeRows(join(out, 'out-of-scope.jsonl'), outOfScope);
      writeRows(join(out, 'docs.jsonl'), docs);
      process.stdout.write(
        `${intents.length} utterances, ${outOfScope.length} out-of-scope messages and ${docs.length} articles in ${out}\n`,
      );
    });
  return packs;
}
