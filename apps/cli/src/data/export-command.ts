import { join } from 'node:path';
import { readConfig } from '@switchboard/api';
import { type Database, exportWorkspace } from '@switchboard/db';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';
import { withDatabase } from '../terminal/with-database';
import { writeModels } from './archive-models';
import { writeArchive } from './write-archive';

/** `switchboard export`: a whole workspace as one file, for another database or to keep. */
export function exportCommand(): Command {
  return new Command('export')
    .description('write a workspace with everything in it, models included, to one file')
    .option('--workspace <slug>', 'which one', 'demo')
    .requiredOption('--out <file>', 'the archive (gzip of JSON lines)')
    .action(({ workspace, out }: { workspace: string; out: string }) =>
      withDatabase((database) => exportAction(database, workspace, out)),
    );
}

async function exportAction(database: Database, slug: string, out: string): Promise<void> {
  const artifacts = join(readConfig(process.env).DATA_DIR, 'artifacts');
  const models = new Set<string>();
  const progress = createProgress();
  const report = await writeArchive(out, async (write) => {
    const written = await exportWorkspace(database, slug, {
      write: (entry) => {
        const hash = entry.kind === 'row' ? modelOf(entry.table, entry.row) : null;
        if (hash !== null) models.add(hash);
        return write(entry);
      },
      writeFiles: () => writeModels(artifacts, [...models], write),
      onProgress: (done, total) => progress.update(done, total, 'rows'),
    });
    if (written === null) throw new Error(`there is no workspace ${slug}`);
    return written;
  }).finally(() => progress.stop());
  process.stdout.write(
    `${report.rows} rows and ${report.files} files of models in ${out}. It holds personal data, and password and key hashes: keep it as such.\n` +
      (report.secrets === 0
        ? ''
        : `${report.secrets} connections to tools need their secret again after an import: it cannot be read elsewhere.\n`),
  );
}

/** The artifact of a model whose files are still there. */
function modelOf(table: string, row: Record<string, unknown>): string | null {
  return table === 'model_version' && row['archived_at'] === null ? String(row['artifact_hash']) : null;
}
