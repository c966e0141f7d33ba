import { type SpecialistPoint, specialistLogProbabilities, specialistWidth } from '@switchboard/models';
import { minimizeLbfgs } from '../numeric/lbfgs';

/** How strongly weights are held down, in rows: 1 / C of scikit-learn. */
const penalty = 0.3;

/**
 * Multinomial logistic regression with L2 on embedding, features and words together; every label weighs the same,
 * whatever its number of rows. Returns weights [labels, width].
 */
export async function fitSpecialist(
  points: readonly SpecialistPoint[],
  targets: readonly number[],
  labels: number,
): Promise<Float32Array> {
  const width = specialistWidth(points[0]?.dense.length ?? 0);
  const rowsOf = Array.from({ length: labels }, (_, label) => targets.filter((target) => target === label).length);
  const rowWeight = rowsOf.map((rows) => targets.length / (labels * Math.max(1, rows)));
  const parameters = new Float64Array(labels * width);
  await minimizeLbfgs(
    async (at, gradient) => {
      gradient.fill(0);
      let loss = 0;
      points.forEach((point, index) => {
        const target = targets[index] as number;
        const weight = rowWeight[target] as number;
        const logProbabilities = specialistLogProbabilities(point, at, labels);
        loss -= weight * (logProbabilities[target] as number);
        for (let label = 0; label < labels; label++) {
          const error = weight * (Math.exp(logProbabilities[label] as number) - Number(label === target));
          addPoint(gradient, label * width, point, error);
        }
      });
      for (let i = 0; i < at.length; i++) {
        const value = at[i] as number;
        loss += (penalty / 2) * value * value;
        gradient[i] = ((gradient[i] as number) + penalty * value) / points.length;
      }
      return loss / points.length;
    },
    parameters,
    { maxIterations: 80, tolerance: 2e-5 },
  );
  return Float32Array.from(parameters);
}

function addPoint(gradient: Float64Array, row: number, { dense, words }: SpecialistPoint, factor: number): void {
  for (let i = 0; i < dense.length; i++)
    gradient[row + i] = (gradient[row + i] as number) + factor * (dense[i] as number);
  const from = row + dense.length;
  for (let at = 0; at < words.ids.length; at++) {
    const column = from + (words.ids[at] as number);
    gradient[column] = (gradient[column] as number) + factor * (words.weights[at] as number);
  }
  const bias = row + specialistWidth(dense.length) - 1;
  gradient[bias] = (gradient[bias] as number) + factor;
}
