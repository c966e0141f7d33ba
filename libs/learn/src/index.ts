export {
  type DatasetReport,
  type IntentPair,
  type LikelyMislabel,
  type SameText,
  checkDataset,
} from './check/check-dataset';
export { predictOutOfFold } from './check/predict-out-of-fold';
export { type AddedRows, type DatasetStore, type NewRow, createDatasetStore } from './dataset/create-dataset-store';
export { divideRows, isInside } from './dataset/divide-rows';
export { type ClaimedJob, type JobStore, createJobStore } from './jobs/create-job-store';
export { type UnansweredMessage, suggestIntents } from './gaps/suggest-intents';
export { type KeptOutcome, createTrainingWorker } from './jobs/create-training-worker';
export { observe, trainOn } from './jobs/run-task';
export { startTrainingProcess } from './jobs/start-training-process';
export type { RecentMessage, TaskProgress, TrainedModel, TrainingTask } from './jobs/task';
export { type ModelStore, type StoredModel, createModelStore } from './versions/create-model-store';
export { evaluateModel } from './versions/evaluate-model';
export { GateClosedError, OtherEncoderError } from './versions/errors';
export { promoteModel } from './versions/promote-model';
export { readCompared, readGate } from './versions/read-gate';
export { atRisk } from './settings/at-risk';
export { type SettingsStore, createSettingsStore } from './settings/create-settings-store';
export { type ErasedLearning, eraseLearnt } from './erase/erase-learnt';
export { type ArchiveStore, createArchiveStore } from './archive/create-archive-store';
export { type Retention, createRetention } from './archive/create-retention';
export { readStorage } from './archive/read-storage';
export { answeredIntent, readMessage } from './versions/read-message';
export { describeTraffic, watchDrift } from './versions/watch-drift';
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
export { type SpecialistExamples, hashExamples, trainSpecialist } from './specialist/train-specialist';
export { type BiasBounds, type ExceededBound, defaultBiasBounds, exceededBounds } from './bias/exceeded-bounds';
export { type BiasReport, type GroupBias, measureBias } from './bias/measure-bias';
export { biasHtml, biasMarkdown } from './bias/render-bias';
export { type GroupedName, type Variant, variants } from './bias/vary-message';
