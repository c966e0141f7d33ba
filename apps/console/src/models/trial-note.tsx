import type { FineTuneTrial } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';
import { percent } from '../learning/curve';

/** Fine-tuning must win: what it was compared with, and what is in the model because of that. */
export function TrialNote({ trial: { wins, rows, head, tuned } }: { trial: FineTuneTrial }) {
  const { t } = useTranslation();
  return (
    <section className={`panel trial ${wins ? 'won' : 'lost'}`} data-part="trial" data-wins={wins}>
      <h3>{t(wins ? 'learn.trialWon' : 'learn.trialLost')}</h3>
      <p>
        {t('learn.trialFigures', {
          rows,
          tuned: percent(tuned.accuracy),
          head: percent(head.accuracy),
          tunedLoss: tuned.loss.toFixed(3),
          headLoss: head.loss.toFixed(3),
        })}
      </p>
    </section>
  );
}
