import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveIntentModel } from './intent-artifact';
import type { IntentModelCard, IntentWeights } from './intent-model';

const floats = new Float32Array(2);
const rows = { data: new Int8Array(2), scales: floats };
const weights: IntentWeights = {
  perceptrons: { members: 1, hiddenWeights: floats, hiddenBias: floats, outputWeights: floats, outputBias: floats },
  margins: { denseWeights: floats, lexicalWeights: rows, bias: floats, featureOf: new Int32Array(2), idf: floats },
  distances: {
    centroids: floats,
    centroidNorms: floats,
    precision: floats,
    background: floats,
    backgroundPrecision: floats,
    neighbours: rows,
    crowding: floats,
    neighbourLabels: new Int32Array(2),
  },
  words: { keys: new Int32Array(2), labels: new Int32Array(2) },
};

describe('saveIntentModel', () => {
  it('leaves nothing behind when it cannot be finished', () => {
    const folder = mkdtempSync(join(tmpdir(), 'switchboard-artifact-'));
    expect(() => saveIntentModel(join(folder, 'model'), {} as IntentModelCard, weights)).toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });
});
