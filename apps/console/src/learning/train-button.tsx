import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TrainDialog } from './train-dialog';

/** Opens the choice of a training on the rows as they are. */
export function TrainButton({ isBusy }: { isBusy: boolean }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const started = (): void => {
    setOpen(false);
    void cache.invalidateQueries({ queryKey: ['jobs'] });
    void cache.invalidateQueries({ queryKey: ['dataset'] });
  };
  return (
    <>
      <button
        className="primary"
        data-action="train"
        title={t('learn.trainHint')}
        disabled={isBusy}
        onClick={() => setOpen(true)}
      >
        {isBusy ? t('learn.inTraining') : t('learn.train')}
      </button>
      {isOpen && <TrainDialog onStarted={started} onClose={() => setOpen(false)} />}
    </>
  );
}
