import { type Distances, type Encoding, concatenate, dotAt, quantizeRows } from '@switchboard/models';
import { gramMatrix } from '../numeric/gram-matrix';
import { invertPositive } from '../numeric/invert-positive';
import { nearestSimilarities } from '../numeric/nearest-similarities';
import { sampleEvenly } from './sample-evenly';

/** Looking through so many neighbours costs a message a third of a millisecond. */
const maxNeighbours = 10_000;

/** Messages that say how crowded it is around another. */
const crowd = 20;

/** Messages as distances need them: parallel lists. */
interface Placed {
  encodings: readonly Encoding[];
  /** What the perceptrons' hidden layer says of them. */
  hidden: readonly Float32Array[];
  targets: readonly number[];
  labels: number;
}

/** Centres and covariances of the hidden units and neighbours of messages; every label must occur. */
export async function fitDistances(
  { encodings, hidden, targets, labels }: Placed,
  random: () => number,
): Promise<Distances> {
  const width = hidden[0]?.length ?? 0;
  const centroids = new Float32Array(labels * width);
  const counts = new Float64Array(labels);
  const background = new Float32Array(width);
  hidden.forEach((vector, row) => {
    const label = targets[row] as number;
    counts[label] = (counts[label] as number) + 1;
    for (let i = 0; i < width; i++) {
      const at = label * width + i;
      centroids[at] = (centroids[at] as number) + (vector[i] as number);
      background[i] = (background[i] as number) + (vector[i] as number) / hidden.length;
    }
  });
  centroids.forEach((sum, at) => (centroids[at] = sum / (counts[Math.floor(at / width)] as number)));
  const centroidOf = (label: number): Float32Array => centroids.subarray(label * width, (label + 1) * width);

  const precision = await inverseCovariance(
    hidden.map((vector, row) => subtract(vector, centroidOf(targets[row] ?? 0))),
  );
  const backgroundPrecision = await inverseCovariance(hidden.map((vector) => subtract(vector, background)));
  const centroidNorms = Float32Array.from({ length: labels }, (_, label) => {
    const centroid = centroidOf(label);
    return dotAt(
      centroid,
      centroid.map((_value, row) => dotAt(centroid, precision, row * width)),
      0,
    );
  });
  const sample = sampleEvenly(targets, maxNeighbours, random);
  const neighbours = sample.map((index) => {
    const { features, embedding } = encodings[index] as Encoding;
    return meanOfLayers(features, embedding.length);
  });
  return {
    centroids,
    centroidNorms,
    precision,
    background,
    backgroundPrecision,
    neighbours: quantizeRows(concatenate(neighbours), neighbours.length, neighbours[0]?.length ?? 0),
    crowding: (await nearestSimilarities(neighbours, crowd)).map((similarity) => similarity / 2),
    neighbourLabels: Int32Array.from(sample, (index) => targets[index] as number),
  };
}

/** The vectors that make up the features, averaged and at unit length. */
function meanOfLayers(features: Float32Array, width: number): Float32Array {
  const sum = new Float32Array(width);
  features.forEach((value, at) => (sum[at % width] = (sum[at % width] as number) + value));
  const norm = Math.sqrt(dotAt(sum, sum, 0)) || 1;
  return sum.map((value) => value / norm);
}

const subtract = (a: Float32Array, b: Float32Array): Float32Array => a.map((value, i) => value - (b[i] as number));

/** Units that hardly ever fire would count for more than all others together. */
const leastShrinkage = 0.1;

/** Inverse of the covariance of centred rows, shrunk towards a sphere as far as the rows are few (Ledoit and Wolf 2004). */
async function inverseCovariance(rows: readonly Float32Array[]): Promise<Float32Array> {
  const width = rows[0]?.length ?? 0;
  const covariance = Float64Array.from(await gramMatrix(rows), (value) => value / rows.length);
  const fourthPowers = rows.reduce((sum, row) => sum + dotAt(row, row, 0) ** 2, 0);
  const trace = Array.from({ length: width }, (_, i) => covariance[i * width + i] as number).reduce((a, b) => a + b, 0);
  const squares = covariance.reduce((sum, value) => sum + value * value, 0);
  const sphere = trace / width;
  const distance = squares - sphere * trace;
  const noise = Math.max(0, fourthPowers / rows.length - squares) / rows.length;
  const shrinkage = distance <= 0 ? 1 : Math.min(1, Math.max(leastShrinkage, noise / distance));
  for (let at = 0; at < covariance.length; at++) covariance[at] = (1 - shrinkage) * (covariance[at] as number);
  // The floor keeps the inverse finite when all rows of each intent are the same.
  for (let i = 0; i < width; i++)
    covariance[i * width + i] = (covariance[i * width + i] as number) + shrinkage * sphere + 1e-6;
  return Float32Array.from(invertPositive(covariance, width));
}
