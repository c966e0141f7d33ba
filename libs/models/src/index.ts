export { type ChatChunk, type ChatMessage, type ChatModel, ChatModelError } from './chat/chat-model';
export { type ChatEndpoint, openChatModel } from './chat/open-chat-model';
export { type FindSpans, withPseudonyms } from './chat/with-pseudonyms';
export { type Encoder, type Encoding, EncoderUnavailableError } from './encoder/encoder';
export { openEncoder } from './encoder/open-encoder';
export { type ManifestModel, UnknownModelError, findModel, readManifest } from './manifest/manifest';
export { Graph } from './onnx/graph';
export { ModelCorruptError, ModelUnavailableError } from './pull/errors';
export { pullModel, verifyModel, type PullOptions } from './pull/pull-model';
export { ArtifactCorruptError, loadIntentModel, saveIntentModel } from './intents/intent-artifact';
export {
  type Distances,
  type Int8Matrix,
  type IntentModel,
  type IntentModelCard,
  type IntentWeights,
  type Margins,
  type Perceptrons,
} from './intents/intent-model';
export { distanceSignals, signalNames } from './intents/distance-signals';
export { type SparseVector, lexicalBuckets, lexicalCounts, lexicalVector } from './intents/lexical-features';
export { dotAt, logSoftmax, logSumExp } from './intents/numbers';
export {
  type HeadScores,
  type IntentScores,
  denseScale,
  featureScale,
  marginsOf,
  outOfScopeScore,
  perceptronLogProbabilities,
  poolHeads,
  scoreIntents,
} from './intents/score-intents';
export { quantizeRows } from './onnx/quantize';
