import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TrainingTask } from '@switchboard/learn';
import { FirstTrainingError, trainApart } from './train-apart';

it('a first training that cannot be done says why', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-first-'));
  writeFileSync(join(dataDir, 'training'), 'a file where a folder should be');
  const trained = trainApart(() => null)(
    { dataDir, rows: [] as TrainingTask['rows'] } as TrainingTask,
    () => undefined,
  );
  await expect(trained).rejects.toThrow(FirstTrainingError);
  await expect(trained).rejects.toThrow(join(dataDir, 'training'));
});
