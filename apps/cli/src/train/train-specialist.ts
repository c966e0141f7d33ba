import { repositoryRoot } from '@switchboard/api';
import { trainSpecialist } from '@switchboard/learn';
import { saveSpecialist } from '@switchboard/models';
import { readSpecialistExamples, specialistFile } from '@switchboard/packs';
import { Command } from 'commander';
import { createProgress } from '../terminal/progress';
import { defaultEncoder, withEncoder } from '../terminal/with-encoder';

/** `switchboard train specialist NAME`: guard, sentiment and the like, from the examples in specialists/NAME. */
export function trainSpecialistCommand(): Command {
  return new Command('specialist')
    .description('train a specialist (guard, …) on the examples in specialists/<name>')
    .argument('<name>', 'folder under specialists/')
    .option('--base <model>', 'the encoder it works on', defaultEncoder)
    .option('--out <file>', 'the specialist; without it, the one that the desk uses')
    .action(async (name: string, { base, out }: { base: string; out?: string }) => {
      const root = repositoryRoot();
      const examples = readSpecialistExamples(root, name);
      await withEncoder(base, async (encoder) => {
        const progress = createProgress();
        const specialist = await trainSpecialist(examples, {
          encoder,
          onProgress: (done, total) => progress.update(done, total, 'examples'),
        });
        progress.stop();
        saveSpecialist(out ?? specialistFile(root, name, base), specialist);
        for (const [metric, value] of Object.entries(specialist.card.metrics))
          process.stdout.write(`${metric.padEnd(24)} ${value > 1 ? value : value.toFixed(3)}\n`);
      });
    });
}
