import type { IntentModel, IntentModelCard } from '@switchboard/models';
import { evaluateModel } from './evaluate-model';

/** Knows `old` and `kept`, and takes a message for the one that its first word names. */
const model = {
  hash: 'h',
  card: {
    labels: ['kept', 'old'],
    thresholds: [0.5, 0.5],
    riskThresholds: [{ risk: 0.01, thresholds: [0.9, 1.01] }],
    outOfScope: { threshold: 0.5 },
  } as IntentModelCard,
  score: async ({ text }: { text: string }) => ({
    probabilities: Float32Array.from(text.startsWith('old') ? [0.2, 0.8] : [0.8, 0.2]),
    outOfScopeScore: text.includes('weather') ? 0.9 : 0.1,
  }),
} as unknown as IntentModel;
const encoder = {
  encode: async (texts: readonly string[]) =>
    texts.map(() => ({ embedding: new Float32Array(1), features: new Float32Array(0) })),
};
const evaluate = (rows: { text: string; intent: string; language?: string }[]) =>
  evaluateModel(model, encoder, { datasetVersion: 3, rows });

describe('evaluateModel', () => {
  it('counts intents that came after the model as wrong, and none that are gone', async () => {
    const { accuracy, intents, n } = await evaluate([
      { text: 'kept one', intent: 'kept' },
      { text: 'brand new', intent: 'new' },
    ]);
    expect({ accuracy, n }).toEqual({ accuracy: 0.5, n: 2 });
    expect(intents).toEqual([
      { intent: 'kept', rows: 1, right: 1 },
      { intent: 'new', rows: 1, right: 0 },
    ]);
  });

  it('reads messages of whatever length and script', async () => {
    const texts = ['kept '.repeat(2_000), '我的包裹在哪里', 'أين طردي', '🙂', '\u200b'];
    const { rows } = await evaluate(texts.map((text) => ({ text, intent: 'kept' })));
    expect(rows.map(({ predicted }) => predicted)).toEqual(texts.map(() => 'kept'));
  });

  it('counts a message outside everything as right when it is refused, and in no accuracy', async () => {
    const { n, accuracy, intents, wrong } = await evaluate([
      { text: 'kept one', intent: 'kept' },
      { text: 'the weather', intent: 'out-of-scope' },
      { text: 'a novel', intent: 'out-of-scope' },
    ]);
    expect({ n, accuracy }).toEqual({ n: 1, accuracy: 1 });
    expect(intents).toContainEqual({ intent: 'out-of-scope', rows: 2, right: 1 });
    expect(wrong).toBeCloseTo(1 / 3);
  });

  it('counts each language by itself', async () => {
    const { languages } = await evaluate([
      { text: 'kept one', intent: 'kept', language: 'en' },
      { text: '我的包裹', intent: 'old', language: 'zh' },
      { text: '天气 weather', intent: 'out-of-scope', language: 'zh' },
    ]);
    expect(languages).toEqual([
      { language: 'en', rows: 1, right: 1 },
      { language: 'zh', rows: 1, right: 0 },
    ]);
  });

  it('says nothing of nothing', async () => {
    expect(await evaluate([])).toMatchObject({ n: 0, accuracy: 0, macroF1: 0, ece: 0, bias: [], rows: [] });
  });

  it('tells what each intent would have to reach at the risks that may be chosen', async () => {
    const { risks } = await evaluate([{ text: 'kept', intent: 'kept' }]);
    expect(risks).toEqual([{ risk: 0.01, thresholds: { kept: 0.9, old: 1.01 } }]);
  });
});
