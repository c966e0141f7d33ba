import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTrainingProcess } from './start-training-process';
import type { TrainingTask } from './task';

const options = { signal: new AbortController().signal, onProgress: () => undefined };

describe('startTrainingProcess', () => {
  it('says in words that the data folder takes nothing, and throws nothing', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-training-'));
    writeFileSync(join(dataDir, 'training'), 'a file where a folder should be');
    const outcome = await startTrainingProcess('1', { dataDir } as TrainingTask, options);
    expect(outcome).toMatchObject({ kind: 'failed', reason: expect.stringContaining(join(dataDir, 'training')) });
  });

  it('has nothing to say of a training that was cancelled before it began', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'switchboard-training-'));
    mkdirSync(join(dataDir, 'training'));
    const outcome = await startTrainingProcess('1', { dataDir } as TrainingTask, {
      ...options,
      signal: AbortSignal.abort(),
    });
    expect(outcome).toEqual({ kind: 'cancelled' });
  });
});
