import { encoderFor, readConfig, repositoryRoot, seedPack } from '@switchboard/api';
import { agentEmailSchema, workspaceSlugSchema } from '@switchboard/contracts';
import { readPack } from '@switchboard/packs';
import { Command } from 'commander';
import { parsedBy } from '../terminal/parsed-by';
import { createProgress } from '../terminal/progress';
import { withDatabase } from '../terminal/with-database';
import { withEncoder } from '../terminal/with-encoder';

interface SeedArguments {
  pack: string;
  workspace?: string;
  email?: string;
}

/** `switchboard seed`: another desk beside the demo, from a pack. */
export function seedCommand(): Command {
  return new Command('seed')
    .description('a desk of its own from a pack: knowledge, procedures, a trained model, a first agent')
    .option('--pack <name>', 'a folder of packs/; "packs list" shows them', 'retail')
    .option('--workspace <slug>', 'its name in addresses; that of the pack without it', parsedBy(workspaceSlugSchema))
    .option('--email <address>', 'who signs in to its console first; lead@WORKSPACE.example without it', parsedBy(agentEmailSchema))
    .action(seedAction);
}

async function seedAction({ pack: name, workspace: slug = name, email }: SeedArguments): Promise<void> {
  const pack = readPack(repositoryRoot(), name);
  const lead = { email: email ?? `lead@${slug}.example`, name: 'Lead' };
  const { DATA_DIR: dataDir, PUBLIC_URL, PORT } = readConfig(process.env);
  await withDatabase((database) =>
    withEncoder(encoderFor(pack.languages), async (encoder) => {
      const progress = createProgress();
      const { articles, answers, procedures, tools, firstSignIn } = await seedPack(database, {
        slug,
        pack,
        lead,
        encoder,
        dataDir,
        onProgress: ({ step, done, total }) => progress.update(done, total, step),
      });
      progress.stop();
      const url = PUBLIC_URL ?? `http://localhost:${PORT}`;
      const lines = [
        `${pack.company}: ${articles.written + articles.kept} articles, ${answers} answers, ${procedures} procedures, ${tools} tools, and a trained model.`,
        'Once the desk runs ("switchboard start"):',
        `  Try it      ${url}/desks/${slug}`,
        `  Help        ${url}/help/${slug}`,
        `  Console     ${url}/console`,
        ...(firstSignIn === null
          ? []
          : [`  Sign in as ${firstSignIn.email} with the one-time password ${firstSignIn.password}`]),
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    }),
  );
}
