import { readFileSync } from 'node:fs';
import { type DatasetStore, createDatasetStore, parseRows } from '@switchboard/learn';
import { Command, InvalidArgumentError } from 'commander';
import { findWorkspace } from '../terminal/find-workspace';
import { withDatabase } from '../terminal/with-database';
import { writeRows } from '../terminal/write-report';

interface DatasetArguments {
  workspace: string;
}

/** `switchboard dataset`: a workspace's training data, without the console. */
export function datasetCommand(): Command {
  const dataset = new Command('dataset').description('a workspace’s training data and its versions');
  const subcommand = (name: string, description: string): Command =>
    dataset.command(name).description(description).option('--workspace <slug>', 'whose data', 'demo');
  subcommand('import', 'add the rows of a file; with a bad row in it, none')
    .argument('<file>', 'rows {"text","intent"} (.jsonl), or a sheet with such columns (.csv)')
    .action(importAction);
  subcommand('seal', 'make the rows as they are a version')
    .option('--note <words>', 'what changed', '')
    .action(sealAction);
  subcommand('versions', 'what there is, newest first').action(versionsAction);
  subcommand('export', 'write a version as rows')
    .argument('<version>', 'its number', wholeNumber)
    .requiredOption('--out <file>', 'where the rows go (JSONL)')
    .action(exportAction);
  return dataset;
}

async function importAction(file: string, { workspace }: DatasetArguments): Promise<void> {
  const rows = parseRows(file, readFileSync(file, 'utf8'), file.endsWith('.csv') ? 'csv' : 'jsonl');
  await withDatasets(workspace, async (datasets, id) => {
    const { added, repeated, test, newIntents } = await datasets.importRows(id, rows);
    process.stdout.write(
      `${added} rows added, ${test} of them kept for measuring; ${repeated} were there already\n` +
        (newIntents.length === 0 ? '' : `new intents: ${newIntents.join(', ')}\n`),
    );
  });
}

async function sealAction({ workspace, note }: DatasetArguments & { note: string }): Promise<void> {
  await withDatasets(workspace, async (datasets, id, languages) => {
    const { number, hash, trainRows, testRows } = await datasets.seal(id, { note, by: 'command line', languages });
    process.stdout.write(`version ${number} (${hash.slice(0, 12)}): ${trainRows} rows to train, ${testRows} to test\n`);
  });
}

async function versionsAction({ workspace }: DatasetArguments): Promise<void> {
  await withDatasets(workspace, async (datasets, id) => {
    for (const version of await datasets.listVersions(id))
      process.stdout.write(
        `${version.number}  ${version.hash.slice(0, 12)}  ${version.createdAt}  ${version.trainRows} + ${version.testRows} rows, ${version.intents} intents  ${version.note}\n`,
      );
  });
}

async function exportAction(version: number, { workspace, out }: DatasetArguments & { out: string }): Promise<void> {
  await withDatasets(workspace, async (datasets, id) => {
    const { rows } = await datasets.readVersion(id, version);
    writeRows(
      out,
      rows.map(({ text, intent, part }) => ({ text, intent, part })),
    );
    process.stdout.write(`${rows.length} rows in ${out}\n`);
  });
}

function withDatasets(
  slug: string,
  work: (datasets: DatasetStore, workspaceId: string, languages: readonly string[]) => Promise<void>,
): Promise<void> {
  return withDatabase(async (database) => {
    const workspace = await findWorkspace(database, slug);
    await work(createDatasetStore(database), workspace.id, workspace.policy.languages);
  });
}

function wholeNumber(value: string): number {
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new InvalidArgumentError('it is a whole number from 1.');
}
