import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findModel, pullModel, readManifest, verifyModel } from '@switchboard/models';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';

const modelsDir = (): string => join(process.env['DATA_DIR'] ?? '.switchboard', 'models');

/** `switchboard models list|pull|verify`. */
export function modelsCommand(): Command {
  const models = new Command('models').description('the models of models.json');
  models
    .command('list')
    .description('what there is, and what is here')
    .action(async () => {
      for (const model of readManifest()) {
        const present = await verifyModel(model, join(modelsDir(), model.name)).then(
          () => 'here',
          () => 'not here',
        );
        const megabytes = Math.round(model.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6);
        process.stdout.write(`${model.name}\t${model.role}\t${megabytes} MB\t${model.licence}\t${present}\n`);
      }
    });
  models
    .command('pull')
    .description('get models: those named, or all but the chat models')
    .argument('[names...]')
    .action(async (names: string[]) => {
      const wanted =
        names.length === 0
          ? readManifest().filter(({ role }) => role !== 'chat')
          : names.map((name) => findModel(name));
      for (const model of wanted) {
        const progress = createProgress();
        const folder = await pullModel(model, modelsDir(), {
          onProgress: ({ done, total, source }) => progress.update(done, total, `${model.name} from ${source}`),
        });
        progress.stop();
        process.stdout.write(`${model.name} is in ${folder}\n`);
      }
    });
  models
    .command('verify')
    .description('hash the files of the models named, or of all that are here')
    .argument('[names...]')
    .action(async (names: string[]) => {
      const here = (name: string): boolean => existsSync(join(modelsDir(), name));
      const wanted =
        names.length === 0 ? readManifest().filter(({ name }) => here(name)) : names.map((name) => findModel(name));
      for (const model of wanted) {
        await verifyModel(model, join(modelsDir(), model.name));
        process.stdout.write(`${model.name} is as it should be\n`);
      }
    });
  return models;
}
