import type { Encoding } from '../encoder/encoder';
import { distanceSignals } from './distance-signals';
import type { IntentModel, IntentModelCard, Margins, Perceptrons } from './intent-model';
import { lexicalVector } from './lexical-features';
import { dotAt, logSoftmax } from './numbers';

export interface IntentScores {
  /** Calibrated probability per label, in the order of the card's labels. */
  probabilities: Float32Array;
  /** Higher is farther from what the model knows; compare with the card's threshold. */
  outOfScopeScore: number;
}

/** Factor on the unit-length embedding beside the unit-length words: meaning counts for more than wording. */
export const denseScale = 2;

/** Scores one message in about a millisecond. */
export function scoreIntents(model: IntentModel, message: { text: string; encoding: Encoding }): IntentScores {
  const { embedding, features } = message.encoding;
  const logProbabilities = perceptronLogProbabilities(model.perceptrons, features, model.card);
  const margins = marginsOf(model.margins, message.text, embedding);
  const signals = distanceSignals(model.distances, embedding, Math.max(...logProbabilities));
  return {
    probabilities: poolHeads({ logProbabilities, margins }, model.card.pool),
    outOfScopeScore: outOfScopeScore(signals, model.card.outOfScope),
  };
}

/** What both heads say of a message: [labels] each. */
export interface HeadScores {
  logProbabilities: Float32Array;
  margins: Float32Array;
}

/** The log-linear pool of both heads: probabilities [labels]. */
export function poolHeads({ logProbabilities, margins }: HeadScores, weights: IntentModelCard['pool']): Float32Array {
  const logits = logProbabilities.map(
    (value, label) => weights.perceptrons * value + weights.margins * (margins[label] as number),
  );
  return logSoftmax(logits).map(Math.exp);
}

/** Mean log-probabilities of the perceptrons: [labels]. */
export function perceptronLogProbabilities(
  { hiddenWeights, hiddenBias, outputWeights, outputBias }: Perceptrons,
  features: Float32Array,
  { members }: { members: number },
): Float32Array {
  const width = features.length;
  const input = features.map((value) => value * featureScale(width));
  const hidden = hiddenBias.length / members;
  const labels = outputBias.length / members;
  const mean = new Float32Array(labels);
  for (let member = 0; member < members; member++) {
    const logits = outputBias.slice(member * labels, (member + 1) * labels);
    for (let unit = member * hidden; unit < (member + 1) * hidden; unit++) {
      const activation = (hiddenBias[unit] as number) + dotAt(input, hiddenWeights, unit * width);
      if (activation <= 0) continue;
      for (let label = 0; label < labels; label++)
        logits[label] = (logits[label] as number) + activation * (outputWeights[unit * labels + label] as number);
    }
    logSoftmax(logits).forEach((value, label) => (mean[label] = (mean[label] as number) + value / members));
  }
  return mean;
}

/** Unit-length features come to unit variance, as the start of the weights expects. */
export const featureScale = (width: number): number => Math.sqrt(width);

/** Margins of the support vector machines: [labels]. */
export function marginsOf(model: Margins, text: string, embedding: Float32Array): Float32Array {
  const { ids, weights } = lexicalVector(text, model.featureOf, model.idf);
  const width = embedding.length;
  const margins = model.bias.map(
    (bias, label) => bias + denseScale * dotAt(embedding, model.denseWeights, label * width),
  );
  const labels = margins.length;
  const { data, scales } = model.lexicalWeights;
  for (let at = 0; at < ids.length; at++) {
    const row = (ids[at] as number) * labels;
    const weight = (weights[at] as number) * (scales[ids[at] as number] as number);
    for (let label = 0; label < labels; label++)
      margins[label] = (margins[label] as number) + weight * (data[row + label] as number);
  }
  return margins;
}

export function outOfScopeScore(
  signals: ArrayLike<number>,
  { mean, deviation, weights, bias }: Pick<IntentModelCard['outOfScope'], 'mean' | 'deviation' | 'weights' | 'bias'>,
): number {
  return weights.reduce(
    (sum, weight, i) => sum + (weight * ((signals[i] as number) - (mean[i] as number))) / (deviation[i] as number),
    bias,
  );
}
