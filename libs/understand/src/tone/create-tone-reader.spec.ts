import { type Specialist, specialistWidth } from '@switchboard/models';
import { createToneReader } from './create-tone-reader';

const width = specialistWidth(2);

/** A specialist whose second label grows with the first number of the embedding, its third with the second. */
function specialist(labels: string[], thresholds: number[]): Specialist {
  const weights = new Float32Array(labels.length * width);
  labels.slice(1).forEach((_, index) => (weights[(index + 1) * width + index] = 4));
  const encoder = { name: 'tiny', space: 'tiny', dimensions: 2, featureDimensions: 0 };
  return { weights, card: { format: 1, name: 'x', labels, encoder, thresholds, metrics: {}, examplesHash: '' } };
}
const at = (x: number, y: number) => ({ embedding: Float32Array.of(x, y), features: new Float32Array(0) });
const read = createToneReader([
  specialist(['neutral', 'negative', 'angry'], [0, 0.6, 0.9]),
  specialist(['normal', 'urgent'], [0, 0.9]),
]);
const labels = (x: number, y: number) => read('words', at(x, y)).map(({ label }) => label);

describe('tone', () => {
  it('has nothing to say of an ordinary message', () => expect(labels(-1, -1)).toEqual([]));
  it('takes one label of each specialist', () => expect(labels(1, -1)).toEqual(['negative', 'urgent']));
  it('is silent when the best label is not sure enough', () => {
    expect(labels(-1, 1)).toEqual(['angry']);
    expect(labels(-1, 0.2)).toEqual([]);
  });
  it('is silent without specialists', () => expect(createToneReader([])('words', at(1, 1))).toEqual([]));
});
