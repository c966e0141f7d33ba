import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCentre, withoutCentre } from './read-centre';

const cosine = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
/** Unit vectors in a narrow cone around the first axis. */
const inCone = (angle: number): Float32Array => {
  const away = [Math.cos(angle), Math.sin(angle)].map((value) => 0.4 * value);
  return Float32Array.of(Math.sqrt(1 - 0.16), ...away);
};

describe('the centre of an encoder', () => {
  it('is measured once and kept beside the model', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'centre-'));
    let runs = 0;
    const embed = async (texts: readonly string[]) => (runs++, texts.map((_, index) => inCone(index)));
    const first = await readCentre(folder, embed);
    expect(await readCentre(folder, embed)).toEqual(first);
    expect(runs).toBe(2);
    expect(first[0]).toBeCloseTo(Math.sqrt(0.84));
  });

  it('taken out, opposite texts are far apart that were near before, and every vector has unit length', async () => {
    const centre = Float32Array.of(Math.sqrt(0.84), 0, 0);
    const [one, other] = [inCone(0), inCone(Math.PI)];
    expect(cosine(one, other)).toBeGreaterThan(0.6);
    const [a, b] = [withoutCentre(one, centre), withoutCentre(other, centre)];
    expect(cosine(a, b)).toBeCloseTo(-1);
    expect(cosine(a, a)).toBeCloseTo(1);
  });
});
