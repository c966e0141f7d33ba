import { identitySecretName } from '@switchboard/api';
import { migrate } from '@switchboard/db';
import { createWorkspaceStore } from '@switchboard/workspace';
import { Command } from 'commander';
import { findWorkspace } from '../terminal/find-workspace';
import { withDatabase } from '../terminal/with-database';

interface SecretArguments {
  workspace: string;
  replace?: boolean;
}

/** `switchboard identity`: how your own pages say who a visitor is. */
export function identityCommand(): Command {
  const identity = new Command('identity').description('who signed-in visitors of your own pages are');
  identity
    .command('secret')
    .description('print the secret that your server signs identities with')
    .option('--workspace <slug>', 'whose', 'demo')
    .option('--replace', 'make another; identities that the one before signed are refused from then on')
    .action(secretAction);
  return identity;
}

async function secretAction({ workspace: slug, replace = false }: SecretArguments): Promise<void> {
  const secret = await withDatabase(async (database) => {
    await migrate(database);
    const workspaces = createWorkspaceStore(database);
    const name = identitySecretName((await findWorkspace(database, slug)).id);
    return replace ? workspaces.replaceSecret(name) : workspaces.readOrCreateSecret(name);
  });
  process.stdout.write(`${secret}\n`);
}
