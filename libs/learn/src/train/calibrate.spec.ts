import { logSoftmax } from '@switchboard/models';
import { calibrate } from './calibrate';
import { seededRandom } from './random';

describe('calibrate', () => {
  it('finds the temperature that made over-confident scores', () => {
    const random = seededRandom(3);
    const rows = Array.from({ length: 4_000 }, () => {
      const logits = Float32Array.from({ length: 3 }, () => random() * 3);
      const probabilities = logSoftmax(logits).map(Math.exp);
      let left = random();
      const target = probabilities.findIndex((p) => (left -= p) < 0);
      const scores = logSoftmax(logits.map((value) => value * 2.5));
      return { dense: scores, lexical: scores, target: Math.max(0, target) };
    });
    expect(calibrate(rows).temperature).toBeGreaterThan(2.1);
    expect(calibrate(rows).temperature).toBeLessThan(2.9);
  });

  it('gives all weight to the side that knows', () => {
    const blind = logSoftmax(Float32Array.of(0, 0));
    const rows = Array.from({ length: 200 }, (_, index) => ({
      dense: blind,
      lexical: logSoftmax(index % 2 === 0 ? Float32Array.of(3, 0) : Float32Array.of(0, 3)),
      target: index % 2,
    }));
    expect(calibrate(rows)).toMatchObject({ accuracy: 1 });
    expect(calibrate(rows).lexicalWeight).toBeGreaterThan(0);
  });
});
