import { readFileSync } from 'node:fs';
import {
  type BertArchitecture,
  type ManifestModel,
  type TunedEncoder,
  buildServingModel,
  exportTuned,
  openTokenizer,
  openWeights,
} from '@switchboard/models';
import type { Example } from '../finetune/batch';
import { openCheckpoints } from '../finetune/checkpoints';
import { type EpochResult, type FineTuned, fineTune } from '../finetune/fine-tune';
import { type IntentData, withNames } from './fit-intents';
import { fitPerceptrons } from './fit-perceptrons';
import { defaultRecipe } from './recipe';

/** The pre-trained encoder that the frozen vectors come from. */
export interface BaseEncoder {
  model: ManifestModel;
  /** Where its files lie. */
  folder: string;
}

export interface FineTuneSettings {
  epochs: number;
  seed: number;
  signal?: AbortSignal;
  /** A folder for checkpoints, and what names this training. */
  checkpoints?: { folder: string; key: string };
  onStep?(progress: { step: number; steps: number; loss: number }): void;
  onEpoch?(result: EpochResult): void;
}

/** Units of the head, as many as the frozen encoder's perceptrons have. */
const hidden = 256;
const headEpochs = 6;
/** Messages are short; what is longer is cut. */
const maxTokens = 96;

/** Opens the base for fine-tuning. Throws when the manifest does not describe its layers. */
export async function openBase({ model, folder }: BaseEncoder) {
  const { architecture } = model;
  if (architecture === undefined) throw new Error(`${model.name} cannot be fine-tuned`);
  const { tokenizerPath } = await buildServingModel(model, folder);
  const tokenize = openTokenizer(tokenizerPath, maxTokens);
  const prefix = model.prefixes?.query ?? '';
  const examplesOf = (texts: readonly string[], targets: readonly number[]): Example[] =>
    texts.map((text, index) => ({ ids: tokenize(prefix + text), label: targets[index] as number }));

  /** Fine-tunes on the rows at `train` and the labels' names, choosing the epoch on those at `held`. */
  async function tune(
    data: IntentData,
    { train, held }: { train: readonly number[]; held: readonly number[] },
    settings: FineTuneSettings & { name: string; stopAfter?: number },
    random: () => number,
  ): Promise<FineTuned> {
    const { checkpoints, name, ...rest } = settings;
    const known = withNames(data, train, [...data.labels.keys()]);
    const labels = data.labels.length;
    const features = known.encodings.map((encoding) => encoding.features);
    const head = await fitPerceptrons(
      features,
      known.targets,
      labels,
      { ...defaultRecipe(known.texts.length / labels), members: 1, hidden, epochs: headEpochs },
      random,
    );
    const weights = openWeights(model, folder);
    try {
      return await fineTune({
        ...rest,
        architecture: architecture as BertArchitecture,
        weights,
        head,
        labels,
        examples: examplesOf(known.texts, known.targets),
        held: examplesOf(
          held.map((row) => data.texts[row] as string),
          held.map((row) => data.targets[row] as number),
        ),
        ...(checkpoints === undefined
          ? {}
          : { checkpoints: openCheckpoints(checkpoints.folder, name, checkpoints.key) }),
      });
    } finally {
      weights.close();
    }
  }

  /** The serving graph of what was tuned, calibrated on some of its own messages. */
  async function toArtifact({ encoder, head }: FineTuned, texts: readonly string[]): Promise<TunedEncoder> {
    const messages = texts.slice(0, calibrationRows).map((text) => tokenize(prefix + text));
    const graph = await exportTuned(encoder, { architecture: architecture as BertArchitecture, head, messages });
    return { model: graph, tokenizer: readFileSync(tokenizerPath), maxTokens, prefix };
  }

  return { tune, toArtifact };
}

const calibrationRows = 100;
