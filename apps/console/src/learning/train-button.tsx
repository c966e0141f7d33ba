import type { TrainingMethod } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { startJob } from '../api/learning';

const methods: readonly TrainingMethod[] = ['head', 'finetune'];

/** Starts a training on the rows as they are. */
export function TrainButton({ isBusy, onStarted }: { isBusy: boolean; onStarted?(): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [method, setMethod] = useState<TrainingMethod>('head');
  const start = useMutation({
    mutationFn: () => startJob({ kind: 'train', method }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['jobs'] });
      await cache.invalidateQueries({ queryKey: ['dataset'] });
      onStarted?.();
    },
  });
  return (
    <span className="train">
      <select
        aria-label={t('learn.method')}
        value={method}
        onChange={(event) => setMethod(event.target.value as TrainingMethod)}
      >
        {methods.map((name) => (
          <option key={name} value={name}>
            {t(`learn.${name}`)}
          </option>
        ))}
      </select>
      <button
        className="primary"
        data-action="train"
        title={t('learn.trainHint')}
        disabled={isBusy || start.isPending}
        onClick={() => start.mutate()}
      >
        {isBusy ? t('learn.inTraining') : t('learn.train')}
      </button>
      {start.isError && (
        <span className="error small" role="alert">
          {start.error.message}
        </span>
      )}
    </span>
  );
}
