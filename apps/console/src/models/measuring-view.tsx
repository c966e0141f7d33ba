import type { ModelVersion, TrainingJob } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { measureModel } from '../api/learning';
import { isActive } from '../learning/use-learning';

/** Two models are compared on the same messages: what was not tried on them yet is now, beside the running desk. */
export function MeasuringView({ model, jobs }: { model: ModelVersion; jobs: readonly TrainingJob[] }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => measureModel(model.id),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['gate', model.id] }),
  });
  const active = jobs.find(isActive);
  const failed = jobs.find(({ status }) => status === 'failed');
  const mayBegin = active === undefined && failed === undefined && model.archivedAt === null;
  useEffect(() => {
    if (mayBegin) mutate();
  }, [mayBegin, mutate]);
  if (model.archivedAt !== null) return <p className="soft pad">{t('learn.archivedUnmeasured')}</p>;
  const reason = error?.message ?? (active === undefined ? failed?.error : null) ?? null;
  return (
    <section className="panel measuring" data-part="measuring">
      {reason === null ? (
        <p role="status">
          {t(active === undefined || active.status === 'queued' ? 'learn.measureWaits' : 'learn.measuring')}
          {active !== undefined && active.total > 0 && (
            <progress value={active.done} max={active.total} aria-label={t('learn.measuring')} />
          )}
        </p>
      ) : (
        <p className="error" role="alert">
          {reason}{' '}
          <button disabled={isPending} onClick={() => mutate()}>
            {t('tryAgain')}
          </button>
        </p>
      )}
    </section>
  );
}
