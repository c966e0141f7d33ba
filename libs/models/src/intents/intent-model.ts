import { z } from 'zod';

/** What `model.json` of an intent artifact says. Weights lie in files beside it. */
export const intentModelSchema = z.object({
  format: z.literal(1),
  labels: z.array(z.string()).min(2),
  encoder: z.object({ name: z.string(), space: z.string(), dimensions: z.number().int() }),
  /** Number of lexical features (buckets that occurred in training). */
  features: z.number().int(),
  /** Rows kept as neighbours for the out-of-scope score. */
  neighbours: z.number().int(),
  /** Log-linear fusion: (1 − lexicalWeight) · embeddings + lexicalWeight · lexical, then divided by the temperature. */
  lexicalWeight: z.number(),
  temperature: z.number().positive(),
  /** Two standardised scores and the threshold that keeps `keep` of validation in-scope messages. */
  outOfScope: z.object({
    energyMean: z.number(),
    energyDeviation: z.number().positive(),
    neighbourMean: z.number(),
    neighbourDeviation: z.number().positive(),
    threshold: z.number(),
    keep: z.number(),
    /** In-scope validation scores at 1 % steps, so that another share can be kept later. */
    quantiles: z.array(z.number()).length(101),
  }),
  /** Confidence above which an automatic answer is right at `targetAccuracy`, by intent. */
  thresholds: z.array(z.number()),
  targetAccuracy: z.number(),
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

/** A loaded intent model, ready to score. */
export interface IntentModel {
  /** Content hash of the artifact: the identity of the version. */
  hash: string;
  card: IntentModelCard;
  /** [labels, dimensions] and [labels]. */
  denseWeights: Float32Array;
  denseBias: Float32Array;
  /** [features, labels]: a row of class weights per lexical feature. */
  lexicalWeights: Int8Matrix;
  lexicalBias: Float32Array;
  /** Feature id of each bucket, or −1. */
  featureOf: Int32Array;
  idf: Float32Array;
  /** [neighbours, dimensions]. */
  neighbourRows: Int8Matrix;
}

/** Factor on unit-length embeddings before the regression, so that its weights are of a usual size. */
export const featureScale = 10;
