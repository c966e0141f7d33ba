import type { Distances, Int8Matrix } from './intent-model';
import { dotAt, logSumExp, topTwo } from './numbers';

/** Signs that a message is none of the known intents; each grows with the distance. */
export const signalNames = [
  'logOdds',
  'mahalanobis',
  'relativeMahalanobis',
  'discriminantMargin',
  'discriminantEnergy',
  'centroid',
  'nearest1',
  'nearest5',
] as const;

/** Similarities to the training messages that are looked at. */
const nearest = 5;

/**
 * The signals in the order of `signalNames`: odds of the best intent, distances to the nearest intent under the
 * covariance inside intents (Lee et al. 2018) and relative to that of all messages (Ren et al. 2021), margin and energy
 * of the linear discriminant that follows from them, cosine to the nearest centre and to the nearest messages.
 */
export function distanceSignals(
  distances: Distances,
  embedding: Float32Array,
  /** Log-probability of the best intent by the perceptrons. */
  bestLogProbability: number,
): Float32Array {
  const { centroids, centroidNorms, precision, background, backgroundPrecision } = distances;
  const width = embedding.length;
  const whitened = multiply(precision, embedding);
  const own = dotAt(embedding, whitened, 0);
  let centre = -1;
  // −½ (x − c)ᵀ P (x − c), expanded.
  const discriminants = centroidNorms.map((norm, label) => {
    const offset = label * width;
    const centroid = centroids.subarray(offset, offset + width);
    centre = Math.max(centre, dotAt(embedding, centroid, 0) / Math.sqrt(dotAt(centroid, centroid, 0)));
    return dotAt(whitened, centroid, 0) - (own + norm) / 2;
  });
  const [first, second] = topTwo(discriminants);
  const difference = embedding.map((value, i) => value - (background[i] as number));
  const fromBackground = dotAt(difference, multiply(backgroundPrecision, difference), 0);
  const similarities = nearestSimilarities(distances.neighbours, embedding);
  const odds = bestLogProbability - Math.log(-Math.expm1(Math.min(bestLogProbability, -1e-6)));
  return Float32Array.of(
    -odds,
    -2 * first,
    -2 * first - fromBackground,
    second - first,
    -logSumExp(discriminants),
    -centre,
    -(similarities.at(-1) as number),
    -similarities.reduce((sum, value) => sum + value, 0) / nearest,
  );
}

/** matrix · x, row by row. */
const multiply = (matrix: Float32Array, x: Float32Array): Float32Array =>
  x.map((_, row) => dotAt(x, matrix, row * x.length));

/** Cosines to the nearest training messages, ascending. */
function nearestSimilarities({ data, scales }: Int8Matrix, embedding: Float32Array): Float32Array {
  const width = embedding.length;
  const best = new Float32Array(nearest).fill(-1);
  for (let row = 0; row < scales.length; row++) {
    const similarity = dotAt(embedding, data, row * width) * (scales[row] as number);
    if (similarity <= (best[0] as number)) continue;
    let at = 0;
    for (; at + 1 < nearest && similarity > (best[at + 1] as number); at++) best[at] = best[at + 1] as number;
    best[at] = similarity;
  }
  return best;
}
