import type { TrainingJob, TrainingPoint } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { cancelJob } from '../api/learning';

const [width, height, margin] = [640, 132, 8];

/** A training: how far it is, its loss and its accuracy while it runs, and why it failed if it did. */
export function TrainingView({ job }: { job: TrainingJob }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const stop = useMutation({
    mutationFn: () => cancelJob(job.id),
    onSettled: () => cache.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const epoch = job.points.at(-1)?.epoch;
  const isRunning = job.status === 'running' || job.status === 'queued';
  return (
    <section className="training" data-part="training" data-status={job.status}>
      <header>
        <h3>{t('learn.curve')}</h3>
        <span className="soft">
          {t('learn.version', { number: job.datasetVersion })} · {t(`learn.methods.${job.method}.name`)}
        </span>
        <b>{isRunning ? t(`learn.stages.${job.stage}`) : t(`learn.jobStatus.${job.status}`)}</b>
        {isRunning && epoch !== undefined && <span data-part="epoch">{t('learn.epoch', { epoch })}</span>}
        {isRunning && job.total > 0 && (
          <progress value={job.done} max={job.total} aria-label={t(`learn.stages.${job.stage}`)} />
        )}
        <span className="grow" />
        {isRunning && (
          <button data-action="stop-training" disabled={stop.isPending} onClick={() => stop.mutate()}>
            {t('learn.stop')}
          </button>
        )}
      </header>
      {job.error !== null && (
        <p className="error" role="alert">
          {job.error}
        </p>
      )}
      <Curve points={job.points} />
    </section>
  );
}

/** Loss from zero to its highest, accuracy from 0 to 100 %, each with its latest figure at its end. */
export function Curve({ points }: { points: readonly TrainingPoint[] }) {
  const { t } = useTranslation();
  const losses = points.flatMap(({ step, loss }) => (loss === undefined ? [] : [{ step, value: loss }]));
  const accuracies = points.flatMap(({ step, accuracy }) =>
    accuracy === undefined ? [] : [{ step, value: accuracy }],
  );
  const last = Math.max(1, points.at(-1)?.step ?? 1);
  if (losses.length < 2) return null;
  const most = Math.max(...losses.map(({ value }) => value));
  const xOf = (step: number): string => (margin + (step / last) * (width - 2 * margin)).toFixed(1);
  const at = ({ step, value }: CurvePoint, top: number): string =>
    `${xOf(step)},${(height - margin - (value / top) * (height - 2 * margin)).toFixed(1)}`;
  return (
    <figure className="curve">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={t('learn.curve')}>
        <path className="base" d={`M${margin} ${height - margin}H${width - margin}`} />
        {epochStarts(points).map((step) => (
          <path key={step} className="epoch" d={`M${xOf(step)} ${margin}V${height - margin}`} />
        ))}
        {runsOf(losses).map((run, index, runs) => (
          <polyline
            key={run[0]?.step}
            className={index === runs.length - 1 ? 'loss' : 'loss earlier'}
            points={run.map((point) => at(point, most)).join(' ')}
          />
        ))}
        {accuracies.length > 1 && (
          <polyline className="accuracy" points={accuracies.map((point) => at(point, 1)).join(' ')} />
        )}
      </svg>
      <figcaption>
        <span className="loss">
          {t('learn.loss')} <b>{losses.at(-1)?.value.toFixed(3)}</b>
        </span>
        {accuracies.length > 0 && (
          <span className="accuracy">
            {t('learn.heldOut')} <b>{percent(accuracies.at(-1)?.value ?? 0)}</b>
          </span>
        )}
      </figcaption>
    </figure>
  );
}

/** Where a new round over the rows begins. */
const epochStarts = (points: readonly TrainingPoint[]): number[] =>
  points.flatMap(({ step, epoch }, index) => (epoch !== points[index - 1]?.epoch && epoch !== undefined ? [step] : []));

interface CurvePoint {
  step: number;
  value: number;
}

/** Each try on held-out rows begins with a high loss: a line of its own. */
function runsOf(losses: readonly CurvePoint[]): CurvePoint[][] {
  const runs: CurvePoint[][] = [];
  losses.forEach((point, index) => {
    const before = losses[index - 1];
    if (before === undefined || point.value > 2 * before.value + 0.1) runs.push([]);
    runs.at(-1)?.push(point);
  });
  return runs;
}

export const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
