import { type IntentModel, featureScale } from './intent-model';
import { lexicalVector } from './lexical-features';

export interface IntentScores {
  /** Calibrated probability per label, in the order of the card's labels. */
  probabilities: Float32Array;
  /** Higher is farther from what the model knows; compare with the card's threshold. */
  outOfScopeScore: number;
}

/** Neighbours whose similarity is averaged. */
const nearest = 5;

/** Scores one message in well under a millisecond: `embedding` is its unit-length vector in the model's space. */
export function scoreIntents(model: IntentModel, message: { text: string; embedding: Float32Array }): IntentScores {
  const dense = denseLogits(model, message.embedding);
  const lexical = lexicalLogits(model, message.text);
  const { lexicalWeight, temperature, outOfScope } = model.card;
  const [denseLog, lexicalLog] = [logSoftmax(dense), logSoftmax(lexical)];
  const fused = denseLog.map(
    (value, label) => ((1 - lexicalWeight) * value + lexicalWeight * (lexicalLog[label] ?? 0)) / temperature,
  );
  const energy = (-logSumExp(dense) - outOfScope.energyMean) / outOfScope.energyDeviation;
  const distance =
    (-nearestSimilarity(model, message.embedding) - outOfScope.neighbourMean) / outOfScope.neighbourDeviation;
  return { probabilities: logSoftmax(fused).map(Math.exp), outOfScopeScore: energy + distance };
}

/** Logits of the regression on the embedding: [labels]. */
export function denseLogits(
  { denseWeights, denseBias }: Pick<IntentModel, 'denseWeights' | 'denseBias'>,
  embedding: Float32Array,
): Float32Array {
  const width = embedding.length;
  return denseBias.map((bias, label) => {
    let sum = 0;
    for (let i = 0; i < width; i++) sum += (denseWeights[label * width + i] as number) * (embedding[i] as number);
    return bias + featureScale * sum;
  });
}

/** Logits of the regression on words and character n-grams: [labels]. */
export function lexicalLogits(
  model: Pick<IntentModel, 'lexicalWeights' | 'lexicalBias' | 'featureOf' | 'idf'>,
  text: string,
): Float32Array {
  const { ids, weights } = lexicalVector(text, model.featureOf, model.idf);
  const logits = model.lexicalBias.slice();
  const labels = logits.length;
  const { data, scales } = model.lexicalWeights;
  for (let at = 0; at < ids.length; at++) {
    const row = (ids[at] as number) * labels;
    const weight = (weights[at] as number) * (scales[ids[at] as number] as number);
    for (let label = 0; label < labels; label++)
      logits[label] = (logits[label] as number) + weight * (data[row + label] as number);
  }
  return logits;
}

/** Mean cosine to the five nearest training messages. */
export function nearestSimilarity(
  { neighbourRows }: Pick<IntentModel, 'neighbourRows'>,
  embedding: Float32Array,
  skip = -1,
): number {
  const { data, scales } = neighbourRows;
  const width = embedding.length;
  const best = new Float32Array(nearest).fill(-1);
  for (let row = 0; row < scales.length; row++) {
    if (row === skip) continue;
    let sum = 0;
    const offset = row * width;
    for (let i = 0; i < width; i++) sum += (data[offset + i] as number) * (embedding[i] as number);
    const similarity = sum * (scales[row] as number);
    if (similarity <= (best[0] as number)) continue;
    let at = 0;
    for (; at + 1 < nearest && similarity > (best[at + 1] as number); at++) best[at] = best[at + 1] as number;
    best[at] = similarity;
  }
  return best.reduce((sum, value) => sum + value, 0) / nearest;
}

export function logSumExp(values: Float32Array): number {
  let peak = -Infinity;
  for (const value of values) if (value > peak) peak = value;
  let sum = 0;
  for (const value of values) sum += Math.exp(value - peak);
  return peak + Math.log(sum);
}

export function logSoftmax(values: Float32Array): Float32Array {
  const total = logSumExp(values);
  return values.map((value) => value - total);
}
