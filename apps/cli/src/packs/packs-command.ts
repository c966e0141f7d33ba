import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';
import { type Pack, checkPack, listPacks, readPack } from '@switchboard/packs';
import { createSafetyFinder } from '@switchboard/understand';
import { Command } from 'commander';
import { writeRows } from '../terminal/write-report';

/** `switchboard packs`: domains as data. */
export function packsCommand(): Command {
  const packs = new Command('packs').description('domains as data: intents, articles, answers, procedures, tools');
  packs.command('list').description('what is there').action(listAction);
  packs
    .command('check')
    .description('do the parts of a pack fit each other? Names file and key of every fault')
    .argument('[packs...]', 'folders of packs/; all without one')
    .action(checkAction);
  packs
    .command('export')
    .description('write a pack as rows: intents.jsonl, out-of-scope.jsonl, docs.jsonl')
    .argument('<pack>', 'a folder of packs/')
    .option('--language <code>', 'only what is written in it, such as en')
    .requiredOption('--out <folder>', 'where the rows go')
    .action(exportAction);
  return packs;
}

function listAction(): void {
  for (const name of listPacks(repositoryRoot())) {
    const { company, languages, ...pack } = readPack(repositoryRoot(), name);
    process.stdout.write(`${name.padEnd(10)} ${company} (${languages.join(', ')}): ${sizes(pack)}\n`);
  }
}

function sizes({ intents, articles, procedures, tools, safety }: Omit<Pack, 'company' | 'languages'>): string {
  return `${intents.length} intents, ${articles.length} articles, ${procedures.length} procedures, ${tools.length} tools, ${safety.rules.length} safety rules`;
}

function checkAction(names: string[]): void {
  for (const name of names.length === 0 ? listPacks(repositoryRoot()) : names) {
    const pack = readPack(repositoryRoot(), name);
    const faults = [...checkPack(pack).map(({ message }) => message), ...safetyFaults(pack)];
    if (faults.length === 0) process.stdout.write(`${name} fits together: ${sizes(pack)}\n`);
    else {
      process.exitCode = 1;
      process.stderr.write(faults.map((fault) => `packs/${name}/${fault}\n`).join(''));
    }
  }
}

function safetyFaults({ safety }: Pack): string[] {
  try {
    createSafetyFinder(safety);
    return [];
  } catch (error) {
    return [`safety.yaml: ${error instanceof Error ? error.message : String(error)}`];
  }
}

function exportAction(name: string, { out, language }: { out: string; language?: string }): void {
  const pack = readPack(repositoryRoot(), name);
  const isWanted = (code: string): boolean => language === undefined || code === language;
  const intents = pack.intents.flatMap(({ id, examples }) =>
    Object.entries(examples).flatMap(([code, texts]) =>
      isWanted(code) ? texts.map((text) => ({ text, intent: id })) : [],
    ),
  );
  const outOfScope = pack.outOfScope.filter((row) => isWanted(row.language)).map(({ text }) => ({ text, intent: 'oos' }));
  const docs = pack.articles
    .filter((article) => isWanted(article.language))
    .map(({ slug, title, markdown }) => ({ id: slug, title, text: markdown }));
  writeRows(join(out, 'intents.jsonl'), intents);
  writeRows(join(out, 'out-of-scope.jsonl'), outOfScope);
  writeRows(join(out, 'docs.jsonl'), docs);
  process.stdout.write(
    `${intents.length} utterances, ${outOfScope.length} out-of-scope messages and ${docs.length} articles in ${out}\n`,
  );
}
