import { cpSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Automation, modelSettingsSchema } from '@switchboard/contracts';
import { type StoredModel, trainIntents } from '@switchboard/learn';
import { saveIntentModel } from '@switchboard/models';
import { fakeEncoder } from '@switchboard/testing';
import { createReadModel } from './create-read-model';

const words = { refund: ['refund', 'money back', 'repay'], delivery: ['parcel', 'courier', 'shipping'] };
const frames = ['my *', 'about the *', 'i need * now', '* please', 'help with *', 'where is *'];
const rows = Object.entries(words).flatMap(([intent, own]) =>
  own.flatMap((word) => frames.map((frame) => ({ text: frame.replace('*', word), intent }))),
);

describe('createReadModel', () => {
  let dataDir: string;
  let good: string;
  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'switchboard-read-model-'));
    const trained = await trainIntents({ rows, encoder: fakeEncoder() });
    good = saveIntentModel(join(dataDir, 'artifacts', 'good'), trained.card, trained);
    for (const name of ['torn', 'no-card'])
      cpSync(join(dataDir, 'artifacts/good'), join(dataDir, 'artifacts', name), { recursive: true });
    writeFileSync(join(dataDir, 'artifacts/torn/hidden.f32'), 'half of it');
    writeFileSync(join(dataDir, 'artifacts/no-card/model.json'), '{"format":');
  }, 60_000);

  /** A desk whose pointer stands where `hash` says. */
  function desk() {
    const state = { hash: 'good' as string | null, automation: modelSettingsSchema.parse({}).automation as Automation };
    const errors: unknown[] = [];
    const { readModel } = createReadModel({
      dataDir,
      pointerTtlMs: 0,
      models: () => ({ readLive: async () => (state.hash === null ? null : ({ hash: state.hash } as StoredModel)) }),
      settings: () => ({
        readInForce: async () => ({ ...modelSettingsSchema.parse({}), automation: state.automation }),
      }),
      onError: (error) => errors.push(error),
    });
    return { state, errors, read: () => readModel('w') };
  }

  it.each(['torn', 'no-card', 'archived'])('goes on with the last good model when the next one is %s', async (name) => {
    const { state, errors, read } = desk();
    expect((await read())?.hash).toBe(good);
    state.hash = name;
    expect((await read())?.hash).toBe(good);
    expect(errors).toMatchObject([{ code: 'artifact-corrupt', message: expect.stringContaining(name) }]);
  });

  it('has no model when the first one is broken, and says so', async () => {
    const { state, errors, read } = desk();
    state.hash = 'torn';
    expect(await read()).toBeNull();
    expect(errors).toHaveLength(1);
  });

  it('answers at the risk that was chosen last, with the same model', async () => {
    const { state, read } = desk();
    const usual = (await read())?.card.thresholds ?? [];
    state.automation = { risk: 0.005, minimumConfidence: 0 };
    const careful = (await read())?.card.thresholds ?? [];
    expect(careful.every((threshold, label) => threshold >= (usual[label] ?? 0))).toBe(true);
    expect(careful).not.toEqual(usual);
    state.automation = { risk: 0.05, minimumConfidence: 1 };
    expect((await read())?.card.thresholds.every((threshold) => threshold >= 1)).toBe(true);
  });
});
