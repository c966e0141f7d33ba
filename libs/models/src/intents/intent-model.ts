import { z } from 'zod';
import type { Encoding } from '../encoder/encoder';

/** Signs that a message is none of the known intents; each grows with the distance. */
export const signalNames = [
  /** Of the best machine, and of the best over the second. */
  'margin',
  'marginGap',
  /**
   * To the nearest intent under the covariance inside intents, relative to that of all messages (Ren et al. 2021), in the
   * hidden layer of the perceptrons: what tells the intents apart counts there.
   */
  'relativeMahalanobis',
  /**
   * To the nearest message by the mean of all layers' vectors, less half of what lies around that message (Conneau et
   * al. 2018): what is close to a message that many are close to is not known for that.
   */
  'nearest',
] as const;

/** Factor on the unit-length embedding beside the unit-length words: meaning counts for more than wording. */
export const denseScale = 2;

/** Unit-length features come to unit variance, as the start of the perceptrons' weights expects. */
export const featureScale = (width: number): number => Math.sqrt(width);

/** Grows when artifacts of before can no longer be read: a desk then trains its live model again. */
export const artifactFormat = 6;

/** What `model.json` of an intent artifact says. Weights lie in files beside it. */
export const intentModelSchema = z.object({
  format: z.literal(artifactFormat),
  labels: z.array(z.string()).min(2),
  encoder: z.object({
    name: z.string(),
    space: z.string(),
    dimensions: z.number().int(),
    featureDimensions: z.number().int(),
  }),
  /** Perceptrons whose log-probabilities are averaged. */
  members: z.number().int().positive(),
  /** Number of lexical features (buckets that occurred in training). */
  lexicalFeatures: z.number().int(),
  /** Rows kept as neighbours for the out-of-scope score. */
  neighbours: z.number().int(),
  /** Weights of the heads in the pool, calibrated on held-out rows; logits = Σ weight · scores of the head. */
  pool: z.object({
    perceptrons: z.number().nonnegative(),
    margins: z.number().nonnegative(),
    /** Zero without a fine-tuned encoder. */
    tuned: z.number().nonnegative(),
  }),
  /** How the fine-tuned encoder reads a message; null without one. */
  tuned: z.object({ maxTokens: z.number().int().positive(), prefix: z.string() }).nullable(),
  outOfScope: z.object({
    /** A logistic regression on the standardised signals, in the order of `signalNames`. */
    mean: z.array(z.number()).length(signalNames.length),
    deviation: z.array(z.number().positive()).length(signalNames.length),
    weights: z.array(z.number()).length(signalNames.length),
    bias: z.number(),
    /** The score that keeps `keep` of validation in-scope messages. */
    threshold: z.number(),
    keep: z.number(),
    /** In-scope validation scores at 1 % steps, so that another share can be kept later. */
    quantiles: z.array(z.number()).length(101),
  }),
  /** How near held-out messages are to those of their own intent, which the likeness of a message is measured against. */
  likeness: z.object({ mean: z.number(), deviation: z.number().positive() }),
  /** Confidence above which an automatic answer is right at `targetAccuracy`, by intent. */
  thresholds: z.array(z.number()),
  targetAccuracy: z.number(),
  /** The same for other shares of wrong answers, so that a risk can be chosen later; models of before have none. */
  riskThresholds: z.array(z.object({ risk: z.number(), thresholds: z.array(z.number()) })).default([]),
  metrics: z.record(z.string(), z.number()),
  datasetHash: z.string(),
  codeVersion: z.string(),
  createdAt: z.string(),
  /** SHA-256 of each weight file. */
  files: z.record(z.string(), z.string()),
});
export type IntentModelCard = z.infer<typeof intentModelSchema>;

/** Int8 rows with a scale each: value ≈ data × scale of its row. */
export interface Int8Matrix {
  data: Int8Array;
  scales: Float32Array;
}

/** Small networks on the encoder's features: one hidden layer each, differing by their start and their dropout. */
export interface Perceptrons {
  members: number;
  /** [members · hidden, featureDimensions] and [members · hidden]. */
  hiddenWeights: Float32Array;
  hiddenBias: Float32Array;
  /** [members, labels, hidden] and [members, labels]. */
  outputWeights: Float32Array;
  outputBias: Float32Array;
}

/** Linear support vector machines, one against the rest, on the embedding joined with words and characters. */
export interface Margins {
  /** [labels, dimensions]. */
  denseWeights: Float32Array;
  /** [lexical features, labels]: a row of class weights per feature. */
  lexicalWeights: Int8Matrix;
  /** [labels]. */
  bias: Float32Array;
  /** Feature id of each bucket, or −1. */
  featureOf: Int32Array;
  idf: Float32Array;
}

/** Hidden units that distances to intents are measured in: those of two perceptrons at most. */
export const distanceUnits = ({ members, hiddenBias }: Perceptrons): number =>
  (hiddenBias.length / members) * Math.min(2, members);

/** Where the training messages lie: intents in the hidden layer of the perceptrons, neighbours in the encoder's space. */
export interface Distances {
  /** [labels, units]. */
  centroids: Float32Array;
  /** centroidᵀ · precision · centroid: [labels]. */
  centroidNorms: Float32Array;
  /** Inverse of the covariance inside intents: [units, units]. */
  precision: Float32Array;
  /** Mean of all messages and the inverse of their covariance. */
  background: Float32Array;
  backgroundPrecision: Float32Array;
  /** The mean of the layers' vectors of a sample of the messages: [neighbours, dimensions]. */
  neighbours: Int8Matrix;
  /** Half the mean similarity of each of them to those nearest to it: [neighbours]. */
  crowding: Float32Array;
  /** Their intents: [neighbours]. */
  neighbourLabels: Int32Array;
}

/** Which words the messages of each label have: parallel lists of `wordKeys` and labels. */
export interface KnownWords {
  keys: Int32Array;
  labels: Int32Array;
}

export interface IntentWeights {
  perceptrons: Perceptrons;
  margins: Margins;
  distances: Distances;
  words: KnownWords;
}

/** An encoder fine-tuned for these labels: an ONNX graph from token ids to `logits` [batch, labels], and its tokenizer. */
export interface TunedEncoder {
  model: Uint8Array;
  tokenizer: Uint8Array;
  maxTokens: number;
  /** What stands before each message. */
  prefix: string;
}

/** What the heads say of a message; [labels] each, before they are pooled. */
export interface HeadScores {
  /** Of the perceptrons. */
  logProbabilities: Float32Array;
  /** Of the support vector machines. */
  margins: Float32Array;
  /** Log-probabilities of the fine-tuned encoder, where there is one. */
  tuned?: Float32Array;
  /** In the order of `signalNames`. */
  signals: Float32Array;
  /** Mean cosine with the three nearest messages of each label. */
  likeness: Float32Array;
  /** Share of the message's words that no message of the label has. */
  unfamiliar: Float32Array;
}

export interface IntentScores {
  /** Calibrated probability per label, in the order of the card's labels. */
  probabilities: Float32Array;
  /** Higher is farther from what the model knows; compare with the card's threshold. */
  outOfScopeScore: number;
  /**
   * How near the message is to each label's own messages, in standard deviations from what is usual: a message that only
   * happens to be nearer to this label than to any other is far below 0.
   */
  likeness: Float32Array;
  /** Share of the message's words that no message of the label has, 0 to 1: "an account in yen" is not any account. */
  unfamiliar: Float32Array;
}

/** A loaded intent model, ready to score. */
export interface IntentModel {
  /** Content hash of the artifact: the identity of the version. */
  hash: string;
  card: IntentModelCard;
  /** Confidence that each label needs before its own answer is sent, whatever speaks for it; nothing when not said. */
  least?: readonly number[];
  /** `encoding` comes from the encoder that the card names. Throws EncoderUnavailableError. */
  score(message: { text: string; encoding: Encoding }): Promise<IntentScores>;
  close(): Promise<void>;
}
