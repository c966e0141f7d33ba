export {
  type DatasetReport,
  type IntentPair,
  type LikelyMislabel,
  type SameText,
  checkDataset,
} from './check/check-dataset';
export { predictOutOfFold } from './check/predict-out-of-fold';
export { type AddedRows, type DatasetStore, type NewRow, createDatasetStore } from './dataset/create-dataset-store';
export { type ParsedRow, parseRows } from './dataset/parse-rows';
export { UntrainableDataError, checkTrainingRows } from './data/check-training-rows';
export { BadRowError, type IntentRow, readIntentRows, readTextRows } from './data/read-intent-rows';
export {
  type IntentEvaluation,
  type IntentPrediction,
  evaluateIntents,
  predictIntents,
} from './evaluate/evaluate-intents';
export type { RecipeTrial } from './train/search-recipe';
export { type TrainedIntents, trainIntents } from './train/train-intents';
export type { TrainOptions, TrainProgress } from './train/train-options';
