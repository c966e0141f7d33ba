import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Evaluation, Findings } from '@switchboard/contracts';
import {
  type Encoder,
  type IntentModel,
  type ManifestModel,
  findModel,
  loadIntentModel,
  openEncoder,
  openEndpointEncoder,
  pullModel,
  saveIntentModel,
} from '@switchboard/models';
import { checkDataset } from '../check/check-dataset';
import { predictOutOfFold } from '../check/predict-out-of-fold';
import { checkTrainingRows } from '../data/check-training-rows';
import { divideRows, isInside } from '../dataset/divide-rows';
import { atRisk } from '../settings/at-risk';
import { trainIntents } from '../train/train-intents';
import { evaluateModel, readingsOf } from '../versions/evaluate-model';
import { answeredIntent, readMessage } from '../versions/read-message';
import { type ReplayedMessage, compareReadings } from '../versions/replay-messages';
import { type ObservedMessage, describeTraffic } from '../versions/watch-drift';
import type { RecentMessage, TaskProgress, TaskRow, TrainedModel, TrainingTask } from './task';
import { toFindings } from './to-findings';

type Report = (progress: TaskProgress) => void;
/** Fewer real messages than this, and the test part says better what messages are like. */
const enoughRecent = 50;

/** Looks for what is wrong with the rows of a version. */
export async function checkTask(task: TrainingTask, report: Report): Promise<Findings> {
  const rows = task.rows.filter(isInside);
  checkTrainingRows(rows);
  return withBase(task, async (encoder) => {
    const outOfFold = await predictOutOfFold(rows, encoder, report);
    return toFindings(rows, checkDataset(rows, outOfFold));
  });
}

/** An artifact on the test part of a version. */
export async function measureTask(task: TrainingTask, report: Report): Promise<Evaluation> {
  const model = await loadIntentModel(join(task.dataDir, 'artifacts', String(task.measuredHash)));
  const { test: rows } = divideRows(task.rows);
  return withBase(task, (encoder) =>
    evaluateModel(model, encoder, {
      datasetVersion: task.datasetVersion,
      rows,
      onProgress: (done, total) => report({ stage: 'evaluate', done, total }),
    }),
  );
}

/** Trains on the encoder that the task names. */
export const trainTask = (task: TrainingTask, report: Report): Promise<TrainedModel> =>
  withBase(task, (encoder, base) => trainOn({ encoder, ...(base === undefined ? {} : { base }) }, task, report));

/** Trains on the training part, saves the artifact under its hash, and measures it beside the live model. */
export async function trainOn({ encoder, base }: Base, task: TrainingTask, report: Report): Promise<TrainedModel> {
  const { method, checkpointDir, dataDir } = task;
  const { train: rows, outsideTexts } = divideRows(task.rows);
  checkTrainingRows(rows);
  const readings = readingsAfter(task);
  let trainingCost = 0;
  const trained = await trainIntents({
    rows,
    outsideTexts,
    encoder,
    method,
    base,
    checkpointDir,
    onProgress: ({ stage, done, total, ...point }) => {
      trainingCost = total;
      const isPoint = Object.keys(point).length > 0;
      report({ stage, done, total: total + readings, ...(isPoint ? { point: { stage, ...point } } : {}) });
    },
  });
  report({ stage: 'save', done: trainingCost, total: trainingCost + readings });
  const hash = saveUnderHash(dataDir, trained);
  const candidate = await loadIntentModel(join(dataDir, 'artifacts', hash));
  const live = await openLive(task, encoder);
  let read = 0;
  const onRead = (count: number): void => {
    read += count;
    report({ stage: 'evaluate', done: trainingCost + read, total: trainingCost + readings });
  };
  const measured = await measure(task, { candidate, live, encoder }, onRead);
  await Promise.all([candidate.close(), live?.close()]);
  rmSync(checkpointDir, { recursive: true, force: true });
  const { datasetHash, codeVersion, metrics } = trained.card;
  return { hash, datasetHash, baseModel: task.baseModel, codeVersion, metrics, trial: trained.trial, ...measured };
}

async function withBase<T>(
  task: TrainingTask,
  work: (encoder: Encoder, base?: { model: ManifestModel; folder: string }) => Promise<T>,
): Promise<T> {
  const { encoder, base } = await openBase(task);
  try {
    return await work(encoder, base);
  } finally {
    await encoder.close();
  }
}

async function openBase({ baseModel, endpoint, dataDir, method }: TrainingTask): Promise<Base> {
  const modelsDir = join(dataDir, 'models');
  if (endpoint !== null) {
    if (method === 'finetune') throw new Error('an encoder at an address cannot be fine-tuned');
    const { EMBEDDINGS_API_KEY: apiKey } = process.env;
    const encoder = await openEndpointEncoder({ ...endpoint, ...(apiKey ? { apiKey } : {}) }, { modelsDir });
    return { encoder };
  }
  const model = findModel(baseModel);
  const folder = await pullModel(model, modelsDir);
  return { encoder: await openEncoder(model, folder), base: { model, folder } };
}

/** What a training stands on; fine-tuning wants the files of the encoder besides. */
export interface Base {
  encoder: Encoder;
  base?: { model: ManifestModel; folder: string };
}

function saveUnderHash(dataDir: string, trained: Awaited<ReturnType<typeof trainIntents>>): string {
  const artifacts = join(dataDir, 'artifacts');
  // Only one training runs at a time: what others left half done is nobody's.
  for (const name of existsSync(artifacts) ? readdirSync(artifacts) : [])
    if (name.startsWith('new-')) rmSync(join(artifacts, name), { recursive: true, force: true });
  const partial = join(artifacts, `new-${process.pid}`);
  const hash = saveIntentModel(partial, trained.card, trained);
  const folder = join(artifacts, hash);
  rmSync(folder, { recursive: true, force: true });
  renameSync(partial, folder);
  return hash;
}

/** Null when there is none, or none that this encoder serves. */
async function openLive({ liveHash, dataDir }: TrainingTask, encoder: Encoder): Promise<IntentModel | null> {
  if (liveHash === null) return null;
  const live = await loadIntentModel(join(dataDir, 'artifacts', liveHash)).catch(() => null);
  return live?.card.encoder.space === encoder.space ? live : null;
}

interface Models {
  candidate: IntentModel;
  live: IntentModel | null;
  encoder: Encoder;
}

async function measure(
  { rows, recent, datasetVersion, automation }: TrainingTask,
  { candidate, live, encoder }: Models,
  onRead: (count: number) => void,
): Promise<Pick<TrainedModel, 'evaluation' | 'liveEvaluation' | 'replay' | 'reference'>> {
  const test = { datasetVersion, rows: divideRows(rows).test };
  const evaluate = (model: IntentModel): Promise<Evaluation> => {
    let last = 0;
    const onProgress = (done: number): void => {
      onRead(done - last);
      last = done;
    };
    return evaluateModel(model, encoder, { ...test, onProgress });
  };
  return {
    evaluation: await evaluate(candidate),
    liveEvaluation: live === null ? null : await evaluate(live),
    replay:
      live === null
        ? null
        : compareReadings(
            await replay(
              recent,
              {
                candidate: atRisk(candidate, automation),
                live: atRisk(live, automation),
                encoder,
              },
              () => onRead(2),
            ),
          ),
    reference: describeTraffic(await observe(typicalOf({ rows, recent }), candidate, encoder, () => onRead(1))),
  };
}

/** What messages are like: recent ones, or the measuring part where these are few. */
const typicalOf = ({ rows, recent }: Pick<TrainingTask, 'rows' | 'recent'>) =>
  recent.length >= enoughRecent ? recent : divideRows(rows).test.filter(isInside);

/** Messages that are read when the training is done: its cost, in the time that encoding one takes. */
function readingsAfter({ rows, recent, liveHash }: TrainingTask): number {
  const evaluation = readingsOf(divideRows(rows).test.length);
  const beside = liveHash === null ? 0 : evaluation + 2 * recent.length;
  return evaluation + beside + typicalOf({ rows, recent }).length;
}

async function replay(
  recent: readonly RecentMessage[],
  { candidate, live, encoder }: Models & { live: IntentModel },
  onMessage: () => void,
): Promise<ReplayedMessage[]> {
  const replayed: ReplayedMessage[] = [];
  for (const { conversationId, text } of recent) {
    onMessage();
    replayed.push({
      conversationId,
      text,
      live: answeredIntent(await readMessage(live, encoder, text)),
      candidate: answeredIntent(await readMessage(candidate, encoder, text)),
    });
  }
  return replayed;
}

/** What a model makes of messages, for the watch on drift. */
export async function observe(
  messages: readonly Pick<TaskRow, 'text' | 'language'>[],
  model: IntentModel,
  encoder: Pick<Encoder, 'encode'>,
  onMessage?: () => void,
): Promise<ObservedMessage[]> {
  const observed: ObservedMessage[] = [];
  for (const { text, language } of messages) {
    onMessage?.();
    const { confidence, outside } = await readMessage(model, encoder, text);
    observed.push({ language, confidence, outside });
  }
  return observed;
}
