import type { Encoder } from '@switchboard/models';
import type { IntentRow } from '../data/read-intent-rows';
import type { BaseEncoder } from './fine-tune-intents';

export interface TrainOptions {
  rows: readonly IntentRow[];
  /** Chosen on, then trained on too; without them the training holds out its own. */
  validRows?: readonly IntentRow[];
  encoder: Pick<Encoder, 'name' | 'space' | 'dimensions' | 'featureDimensions' | 'encode'>;
  /** `head`: on the frozen encoder, in seconds. `finetune`: the encoder's weights too, if that wins on held-out rows. */
  method?: 'head' | 'finetune';
  /** The files behind `encoder`; fine-tuning needs them. */
  base?: BaseEncoder;
  /** Messages known to be none of the intents: they sharpen the out-of-scope score, which does not need them. */
  outsideTexts?: readonly string[];
  /** Recipes to try beside the defaults, on held-out rows. */
  tune?: number;
  /** Accuracy that automatic answers shall have. */
  targetAccuracy?: number;
  /** Share of in-scope messages that the out-of-scope threshold lets through. */
  keep?: number;
  seed?: number;
  signal?: AbortSignal;
  /** Fine-tuning leaves its state here after each epoch, and goes on from it when the same training is started again. */
  checkpointDir?: string;
  onProgress?(progress: TrainProgress): void;
}

export interface TrainProgress {
  stage: 'embed' | 'tune' | 'choose' | 'fine-tune' | 'fit';
  /** Of the whole training, in the time that encoding one row takes; never less than before. */
  done: number;
  total: number;
  /** While the encoder is trained, from 1. */
  epoch?: number;
  /** Training loss: of the last step while fine-tuning, of the last epoch of the perceptrons else. */
  loss?: number;
  /** On held-out rows, as far as they have been seen. */
  accuracy?: number;
}
