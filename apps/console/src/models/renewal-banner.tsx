import type { Renewal } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';

/** The live model cannot be used: why, and how far the one is that replaces it. */
export function RenewalBanner({ renewal: { fault, job } }: { renewal: Renewal }) {
  const { t } = useTranslation();
  const error = job?.error ?? null;
  const isOver = job === null || job.status === 'failed' || job.status === 'cancelled';
  return (
    <div className="drift-banner" role={isOver ? 'alert' : 'status'} data-part="renewal" data-fault={fault}>
      <b>{t(`learn.renewal.${fault}`)}</b>
      <p>{t(isOver ? 'learn.renewal.stopped' : 'learn.renewal.underWay')}</p>
      {error !== null && <p className="error small">{error}</p>}
    </div>
  );
}
