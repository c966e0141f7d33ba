import { type Specialist, specialistWidth } from '@switchboard/models';
import { openSpecialists } from './specialists';

const made = (space: string): Specialist => ({
  weights: new Float32Array(2 * specialistWidth(1)),
  card: {
    format: 1,
    name: 'guard',
    labels: ['harmless', 'attack'],
    encoder: { name: 'tiny', space, dimensions: 1, featureDimensions: 0 },
    thresholds: [0.5, 0.5],
    metrics: {},
    examplesHash: '',
  },
});
const encoder = {
  space: 'tiny@1',
  languages: ['en'],
  encode: async (texts: readonly string[]) =>
    texts.map(() => ({ embedding: Float32Array.of(1), features: new Float32Array(0) })),
};

describe('specialists', () => {
  it('are used when they were made for the encoder', () => {
    expect(openSpecialists(encoder, () => made('tiny@1')).guard).not.toBeNull();
  });
  it('are left out when they were made for another, or are not there', () => {
    expect(openSpecialists(encoder, () => made('tiny@0')).guard).toBeNull();
    expect(openSpecialists(encoder, () => null).guard).toBeNull();
  });
});
