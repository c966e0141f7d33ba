import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ArtifactCorruptError, loadIntentModel, saveIntentModel } from '@switchboard/models';
import { fakeEncoder } from '@switchboard/testing';
import { evaluateIntents } from '../evaluate/evaluate-intents';
import type { TrainProgress } from './train-options';
import { type TrainedIntents, trainIntents } from './train-intents';

const topics: Record<string, string[]> = {
  delivery: ['parcel', 'delivery', 'courier', 'shipping', 'postage', 'package'],
  refund: ['refund', 'money back', 'repayment', 'reimburse', 'refunded', 'pay me back'],
  repair: ['zip', 'mend', 'broken pole', 'fix', 'repair', 'resole'],
};
const frames = ['about my %', 'question on %', 'is there news on %', 'help with % please', '% ?', 'need % today'];
const rows = Object.entries(topics).flatMap(([intent, words]) =>
  words.flatMap((word) => frames.map((frame) => ({ text: frame.replace('%', word), intent }))),
);
const train = rows.filter((_, index) => index % 5 !== 0);
const test = rows.filter((_, index) => index % 5 === 0);
const encoder = fakeEncoder();
const folder = () => join(mkdtempSync(join(tmpdir(), 'switchboard-intents-')), 'model');

describe('trainIntents', () => {
  let trained: TrainedIntents;
  /** Of the search for recipes. */
  const told: TrainProgress[] = [];
  beforeAll(async () => void (trained = await trainIntents({ rows: train, encoder })));

  it('learns to tell intents apart that it has not seen in these words', async () => {
    const path = folder();
    saveIntentModel(path, trained.card, trained);
    const report = await evaluateIntents({
      model: await loadIntentModel(path),
      encoder,
      rows: test,
      oosRows: [{ text: 'zzz qqq xxx' }],
    });
    expect(report.accuracy).toBeGreaterThan(0.9);
    expect(report.n).toBe(test.length);
    expect(report.oos?.auroc).toBeGreaterThan(0.8);
    expect(report.oos?.kept).toBeGreaterThan(0.8);
  });

  it('says how like the messages of its intent a message is, measured against what is usual', async () => {
    const path = folder();
    saveIntentModel(path, trained.card, trained);
    const model = await loadIntentModel(path);
    const likenessOf = async (text: string): Promise<number> => {
      const [encoding] = await encoder.encode([text]);
      if (encoding === undefined) throw new Error('the encoder gave nothing');
      const { likeness } = await model.score({ text, encoding });
      return likeness[trained.card.labels.indexOf('refund')] as number;
    };
    const own = test.filter(({ intent }) => intent === 'refund');
    const usual = Math.min(...(await Promise.all(own.map(({ text }) => likenessOf(text)))));
    expect(usual).toBeGreaterThan(-2);
    expect(await likenessOf('zzz qqq refund xxx')).toBeLessThan(usual);
    expect(await likenessOf('question on courier')).toBeLessThan(usual);
  });

  it('says which share of a message is in words that its intent does not use', async () => {
    const path = folder();
    saveIntentModel(path, trained.card, trained);
    const model = await loadIntentModel(path);
    const unfamiliar = async (text: string): Promise<number> => {
      const [encoding] = await encoder.encode([text]);
      if (encoding === undefined) throw new Error('the encoder gave nothing');
      return (await model.score({ text, encoding })).unfamiliar[trained.card.labels.indexOf('refund')] as number;
    };
    expect(await unfamiliar('need refunds today')).toBeCloseTo(0);
    expect(await unfamiliar('refund yacht crypto today')).toBeCloseTo(0.5);
    expect(await unfamiliar('refund courier')).toBeCloseTo(0.5);
    expect(await unfamiliar('ok')).toBe(0);
  });

  it('gives the same model for the same rows and seed', async () => {
    const again = await trainIntents({ rows: train, encoder });
    expect(again.perceptrons).toEqual(trained.perceptrons);
    expect(again.margins).toEqual(trained.margins);
    expect(again.distances).toEqual(trained.distances);
    expect(again.card.datasetHash).toBe(trained.card.datasetHash);
  });

  it('chooses on rows that are given for it, and learns from them too', async () => {
    const { card } = await trainIntents({ rows: train, validRows: test, encoder });
    expect(card.metrics).toMatchObject({ heldOutRows: test.length, rows: rows.length });
  });

  it('tries other recipes on held-out rows, and takes one only when it is better than the defaults', async () => {
    const { recipes } = await trainIntents({
      rows: train,
      encoder,
      tune: 3,
      onProgress: (progress) => void told.push(progress),
    });
    expect(recipes).toHaveLength(4);
    expect(told.map(({ stage }) => stage)).toContain('tune');
    const chosen = recipes.filter((trial) => trial.chosen);
    expect(chosen).toHaveLength(1);
    expect(chosen[0]?.loss).toBeLessThanOrEqual(recipes[0]?.loss as number);
  }, 120_000);

  it('tells how much of its time has gone by: one whole, never less than before, all of it at the end', () => {
    expect(new Set(told.map(({ total }) => total)).size).toBe(1);
    expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).sort((a, b) => a - b));
    expect(told.at(-1)?.done).toBe(told.at(-1)?.total);
    const firstOf = (stage: string): number => {
      const { done = NaN, total = NaN } = told.find((progress) => progress.stage === stage) ?? {};
      return done / total;
    };
    // Nine tries on held-out rows and five rough ones come before the last fit.
    expect(firstOf('tune')).toBeLessThan(0.5);
    expect(firstOf('fit')).toBeGreaterThan(0.8);
    expect(firstOf('fit')).toBeLessThan(0.97);
  });

  it('saves what loads again with the same content, and refuses a changed file by name', async () => {
    const path = folder();
    const hash = saveIntentModel(path, trained.card, trained);
    expect((await loadIntentModel(path)).hash).toBe(hash);
    const weights = readFileSync(join(path, 'hidden.f32'));
    weights[5] = (weights[5] ?? 0) ^ 1;
    writeFileSync(join(path, 'hidden.f32'), weights);
    await expect(loadIntentModel(path)).rejects.toThrow(ArtifactCorruptError);
    await expect(loadIntentModel(path)).rejects.toThrow('hidden.f32 was changed');
    await expect(loadIntentModel(join(path, 'nowhere'))).rejects.toThrow('model.json cannot be read');
  });
});
