import { Command, CommanderError } from 'commander';
import { benchCommand } from './bench/bench-command';
import { biasCommand } from './bias/bias-command';
import { checkCommand } from './check/check-command';
import { eraseCommand } from './data/erase-command';
import { exportCommand } from './data/export-command';
import { importCommand } from './data/import-command';
import { compareCommand } from './compare/compare-command';
import { datasetCommand } from './dataset/dataset-command';
import { doctorCommand } from './start/doctor-command';
import { evalCommand } from './eval/eval-command';
import { migrateCommand } from './start/migrate-command';
import { modelsCommand } from './models/models-command';
import { identityCommand } from './identity/identity-command';
import { version } from '../package.json';
import { packsCommand } from './packs/packs-command';
import { seedCommand } from './packs/seed-command';
import { sourcesCommand } from './sources/sources-command';
import { toolsCommand } from './tools/tools-command';
import { startCommand } from './start/start-command';
import { testCommand } from './test/test-command';
import { trainCommand } from './train/train-command';

const failed = 1;
const wrongUsage = 2;

async function main(): Promise<void> {
  const program = new Command('switchboard')
    .description('A customer-support desk whose first line is small local models')
    .version(version)
    .addCommand(startCommand())
    .addCommand(doctorCommand())
    .addCommand(migrateCommand())
    .addCommand(seedCommand())
    .addCommand(modelsCommand())
    .addCommand(packsCommand())
    .addCommand(sourcesCommand())
    .addCommand(toolsCommand())
    .addCommand(exportCommand())
    .addCommand(importCommand())
    .addCommand(eraseCommand())
    .addCommand(identityCommand())
    .addCommand(datasetCommand())
    .addCommand(checkCommand())
    .addCommand(trainCommand())
    .addCommand(evalCommand())
    .addCommand(testCommand())
    .addCommand(compareCommand())
    .addCommand(biasCommand())
    .addCommand(benchCommand());
  exitByThrowing(program);
  try {
    await program.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : wrongUsage;
    else {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = failed;
    }
  }
}

function exitByThrowing(command: Command): void {
  command.exitOverride();
  command.commands.forEach(exitByThrowing);
}

void main();
