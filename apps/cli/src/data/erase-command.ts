import { type ErasedContact, eraseContact } from '@switchboard/api';
import { Command } from 'commander';
import { findWorkspace } from '../terminal/find-workspace';
import { withDatabase } from '../terminal/with-database';

/** `switchboard erase`: everything of a visitor, as the law lets them ask for. */
export function eraseCommand(): Command {
  return new Command('erase')
    .description('remove a visitor and everything that came of them: conversations, traces, training rows')
    .requiredOption('--contact <id>', 'the visitor’s id or e-mail address')
    .option('--workspace <slug>', 'whose visitor', 'demo')
    .option('--dry-run', 'say what would go, and keep it')
    .action(async (options: { contact: string; workspace: string; dryRun?: boolean }) => {
      const { contact, workspace, dryRun: isTried = false } = options;
      await withDatabase(async (database) => {
        const { id } = await findWorkspace(database, workspace);
        const erased = await eraseContact(database, id, contact, { isTried });
        if (erased === null) throw new Error(`nobody in ${workspace} has the id or address ${contact}`);
        process.stdout.write(describe(erased, isTried ? 'would go' : 'erased'));
      });
    });
}

function describe({ visitors, conversationIds, messages, rows, models }: ErasedContact, what: string): string {
  const versions = [...new Set(models.map(({ version }) => version))];
  return [
    `${what}: ${visitors.length} visitors, ${conversationIds.length} conversations with ${messages} messages and their traces, ${rows} rows of the training data`,
    ...(versions.length === 0
      ? []
      : [
          `models of the data versions ${versions.join(', ')} were trained on such a row: train again, promote, and their files go after the days that are set`,
        ]),
    'copies that were made before (exports, backups) hold it still',
    '',
  ].join('\n');
}
