import { join } from 'node:path';
import { readConfig } from '@switchboard/api';
import { type Database, importWorkspace, migrate } from '@switchboard/db';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';
import { withDatabase } from '../terminal/with-database';
import { createModelsReader } from './archive-models';
import { readArchive } from './read-archive';

/** `switchboard import`: an archive into the configured database, as a whole or not at all. */
export function importCommand(): Command {
  return new Command('import')
    .description('take in a workspace that `export` wrote, as a whole or not at all')
    .argument('<file>', 'the archive')
    .option('--replace', 'remove a workspace of that name or id first')
    .action((file: string, { replace = false }: { replace?: boolean }) =>
      withDatabase((database) => importAction(database, file, replace)),
    );
}

async function importAction(database: Database, file: string, replace: boolean): Promise<void> {
  await migrate(database);
  const models = createModelsReader(join(readConfig(process.env).DATA_DIR, 'artifacts'));
  const progress = createProgress();
  try {
    const { workspace, rows, files } = await importWorkspace(database, readArchive(file), {
      replace,
      onFile: models.add,
      onFiles: models.place,
      onProgress: (done, total) => progress.update(done, total, 'rows'),
    });
    progress.stop();
    process.stdout.write(`${workspace.name} (${workspace.slug}): ${rows} rows and ${files} files of models taken in\n`);
  } finally {
    progress.stop();
    await models.remove();
  }
}
