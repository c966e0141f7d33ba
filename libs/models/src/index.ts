export {
  type ChatAccount,
  type ChatChunk,
  type ChatEntry,
  type ChatMessage,
  type ChatModel,
  ChatModelError,
  type ChatOptions,
  type ChatTool,
  type ChatToolCall,
  type ChatUsage,
  type EndedCall,
  type PlannedCall,
  type WaitOptions,
} from './chat/chat-model';
export { type ChatEndpoint } from './chat/drivers/chat-endpoint';
export { type HeldModel, type LocalChat, type LocalState, isLocalChat } from './chat/local/local-chat';
export { openLocalChat } from './chat/local/open-local-chat';
export { openChatModel } from './chat/open-chat-model';
export { type FindSpans, withPseudonyms } from './chat/privacy/with-pseudonyms';
export { withBreaker } from './chat/resilience/with-breaker';
export { withFallback } from './chat/resilience/with-fallback';
export { withRetries } from './chat/resilience/with-retries';
export type { ChatPrice } from './chat/meter/begin-call';
export { estimateTokens } from './chat/meter/estimate-tokens';
export { withMeter } from './chat/meter/with-meter';
export { probeEndpoint } from './chat/resilience/probe-endpoint';
export { withJsonTools } from './chat/tools/with-json-tools';
export { type Encoder, type Encoding, EncoderUnavailableError } from './encoder/encoder';
export { openEncoder } from './encoder/open-encoder';
export {
  EmbeddingDimensionsError,
  type EmbeddingsCall,
  type EmbeddingsEndpoint,
  EmbeddingsEndpointError,
  endpointEncoderName,
  isEndpointEncoder,
} from './encoder/endpoint/embeddings-endpoint';
export { type EndpointEncoderOptions, openEndpointEncoder } from './encoder/endpoint/open-endpoint-encoder';
export {
  type BertArchitecture,
  type ManifestModel,
  UnknownModelError,
  findModel,
  readManifest,
} from './manifest/manifest';
export { buildServingModel } from './onnx/build-serving-model';
export { concatenate } from './onnx/concatenate';
export { type Dim as GraphDim } from './onnx/encode-model';
export { Graph, type Value as GraphValue } from './onnx/graph';
export { ModelCorruptError, ModelUnavailableError } from './pull/errors';
export { isPulled, pullModel, verifyModel, type PullOptions } from './pull/pull-model';
export {
  ArtifactCorruptError,
  ArtifactFormatError,
  ArtifactMissingError,
  saveIntentModel,
} from './intents/intent-artifact';
export {
  artifactFormat,
  type Distances,
  type HeadScores,
  type Int8Matrix,
  type IntentModel,
  type IntentModelCard,
  type IntentScores,
  type IntentWeights,
  type KnownWords,
  type Margins,
  type Perceptrons,
  type TunedEncoder,
  denseScale,
  distanceUnits,
  featureScale,
  signalNames,
} from './intents/intent-model';
export { type SparseVector, lexicalBuckets, lexicalCounts, lexicalVector, wordKeys } from './intents/lexical-features';
export { exportTuned } from './intents/export-tuned';
export { loadIntentModel } from './intents/load-intent-model';
export { hiddenUnits } from './intents/hidden-units';
export { argmax, dotAt, logSoftmax } from './intents/numbers';
export { type IntentHead, openIntentHead } from './intents/open-intent-head';
export { outOfScopeScore, poolHeads } from './intents/pool-heads';
export { openWeights } from './onnx/open-weights';
export { quantizeRows } from './onnx/quantize';
export { type Weights as EncoderWeights } from './onnx/read-safetensors';
export { type Tokenize, openTokenizer } from './tokenizer/open-tokenizer';
export {
  type Specialist,
  type SpecialistCard,
  type SpecialistPoint,
  scoreSpecialist,
  specialistLogProbabilities,
  specialistPoint,
  specialistWidth,
} from './specialists/specialist';
export { readSpecialist, saveSpecialist } from './specialists/specialist-file';
