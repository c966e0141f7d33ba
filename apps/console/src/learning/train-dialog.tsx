import type { TrainingMethod } from '@switchboard/contracts';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listJobs, startJob } from '../api/learning';
import { aboutTime } from './about-time';

const methods: readonly TrainingMethod[] = ['head', 'finetune'];

/** How to train: what each way does, and about how long it takes here. */
export function TrainDialog({ onStarted, onClose }: { onStarted(): void; onClose(): void }) {
  const { t } = useTranslation();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const [method, setMethod] = useState<TrainingMethod>('head');
  const { data } = useQuery({ queryKey: ['jobs'], queryFn: listJobs });
  const start = useMutation({ mutationFn: () => startJob({ kind: 'train', method }), onSuccess: onStarted });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    start.mutate();
  };
  return (
    <dialog
      ref={dialog}
      className="train-dialog"
      aria-labelledby="train-title"
      onClose={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <form onSubmit={submit}>
        <h2 id="train-title">{t('learn.train')}</h2>
        <p className="soft">{t('learn.trainHint')}</p>
        <fieldset>
          <legend>{t('learn.method')}</legend>
          {methods.map((name) => (
            <label key={name} className={name === method ? 'chosen' : ''}>
              <input
                type="radio"
                name="method"
                value={name}
                checked={name === method}
                onChange={() => setMethod(name)}
              />
              <span>
                <b>{t(`learn.methods.${name}.name`)}</b>
                <span className="soft small" data-part="expected">
                  {data === undefined ? '' : aboutTime(t, data.expectedSeconds[name])}
                </span>
              </span>
              <span className="soft">{t(`learn.methods.${name}.meaning`)}</span>
            </label>
          ))}
        </fieldset>
        {start.isError && (
          <p className="error" role="alert">
            {start.error.message}
          </p>
        )}
        <p className="dialog-actions">
          <button className="primary" data-action="start-training" disabled={start.isPending}>
            {t('learn.start')}
          </button>
          <button type="button" onClick={onClose}>
            {t('learn.cancel')}
          </button>
        </p>
      </form>
    </dialog>
  );
}
