import type { EmbeddingsEndpoint } from '@switchboard/models';
import type {
  Automation,
  Evaluation,
  Findings,
  FineTuneTrial,
  JobKind,
  Replay,
  Traffic,
  TrainingMethod,
  TrainingPoint,
} from '@switchboard/contracts';

/** Everything a training process needs; it has no database. Written to a file that the process reads. */
export interface TrainingTask {
  kind: JobKind;
  method: TrainingMethod;
  /** Of models.json, or the name of `endpoint`. */
  baseModel: string;
  /** The encoder at an address; its key is in the environment, EMBEDDINGS_API_KEY. */
  endpoint: Omit<EmbeddingsEndpoint, 'apiKey'> | null;
  dataDir: string;
  datasetVersion: number;
  rows: TaskRow[];
  /** Recent messages of visitors, newest first. */
  recent: RecentMessage[];
  /** Artifact of the live model, to compare with; null without one. */
  liveHash: string | null;
  /** Artifact to measure; null where none is. */
  measuredHash: string | null;
  /** When the workspace lets models answer by themselves. */
  automation: Automation;
  /** Where fine-tuning leaves its state: the same for the same data and method, so that a new try goes on. */
  checkpointDir: string;
}

export interface TaskRow {
  id: string;
  text: string;
  intent: string;
  part: 'train' | 'test';
  language: string;
}

export interface RecentMessage {
  conversationId: string;
  text: string;
  language: string;
}

/** What came of training. */
export interface TrainedModel {
  hash: string;
  datasetHash: string;
  baseModel: string;
  codeVersion: string;
  metrics: Record<string, number>;
  evaluation: Evaluation;
  /** Of the live model on the same rows. */
  liveEvaluation: Evaluation | null;
  replay: Replay | null;
  trial: FineTuneTrial | null;
  reference: Traffic;
}

export interface TaskProgress {
  stage: string;
  done: number;
  total: number;
  point?: Omit<TrainingPoint, 'step'>;
}

/** What a training process says to the desk that started it. */
export type ProcessMessage =
  | { type: 'progress'; progress: TaskProgress }
  | { type: 'trained'; model: TrainedModel }
  | { type: 'checked'; findings: Findings }
  | { type: 'measured'; evaluation: Evaluation }
  | { type: 'failed'; message: string };
