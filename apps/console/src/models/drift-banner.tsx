import type { Drift } from '@switchboard/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { percent } from '../learning/curve';

/** Do visitors still write what the live model was trained on? */
export function DriftBanner({ drift: { state, alerts, recent, reference } }: { drift: Drift }) {
  const { t } = useTranslation();
  if (state !== 'drifting') return <p className="drift-line soft small">{t(`learn.drift.${state}`)}</p>;
  const shares = (alert: Drift['alerts'][number]): { now: string; then: string } =>
    alert === 'confidence'
      ? { now: percent(recent.meanConfidence), then: percent(reference?.meanConfidence ?? 0) }
      : { now: percent(recent.outOfScopeShare), then: percent(reference?.outOfScopeShare ?? 0) };
  return (
    <div className="drift-banner" role="status" data-part="drift">
      <b>{t('learn.drift.title')}</b>
      <ul>
        {alerts.map((alert) => (
          <li key={alert}>{t(`learn.drift.${alert}`, shares(alert))}</li>
        ))}
      </ul>
      <Link to="/training-data">{t('learn.drift.hint')}</Link>
    </div>
  );
}
