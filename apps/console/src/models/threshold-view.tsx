import type { EvaluatedRow } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { setMinimumConfidence } from '../api/learning';
import type { Notice } from '../learning/use-notice';
import { consequenceOf } from './consequences';

interface ThresholdViewProps {
  rows: readonly EvaluatedRow[];
  /** The least confidence of the workspace. */
  inForce: number;
  isLive: boolean;
  onNotice(notice: Notice): void;
}

const steps = 50;
const [width, height] = [600, 120];

/** How sure the model must be, with what follows: more asked for, fewer answers and fewer wrong ones. */
export function ThresholdView({ rows, inForce, isLive, onNotice }: ThresholdViewProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [value, setValue] = useState(inForce);
  const curve = useMemo(
    () => Array.from({ length: steps + 1 }, (_, step) => consequenceOf(rows, step / steps)),
    [rows],
  );
  const apply = useMutation({
    mutationFn: () => setMinimumConfidence(value),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['models'] });
      onNotice({ text: t('learn.applied', { value: value.toFixed(2) }) });
    },
    onError: (error) => onNotice({ text: error.message }),
  });
  const now = consequenceOf(rows, value);
  const area = (pick: 'automatic' | 'wrong'): string =>
    `M0 ${height}${curve.map((point, step) => `L${(width * step) / steps} ${height - height * point[pick]}`).join('')}L${width} ${height}Z`;
  const ofHundred = (share: number): string => (100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0);
  return (
    <section className="panel threshold" data-part="threshold">
      <h3>
        {t('learn.slider')} <span className="soft small">{t('learn.sliderHint')}</span>
      </h3>
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
        <path d={area('automatic')} className="automatic" />
        <path d={area('wrong')} className="wrong" />
        <path d={`M${width * value} 0V${height}`} className="at" />
      </svg>
      <input
        type="range"
        min="0"
        max="1"
        step="0.01"
        aria-label={t('learn.slider')}
        value={value}
        onChange={(event) => setValue(Number(event.target.value))}
      />
      <p>
        <b className="value">{value.toFixed(2)}</b>
        <span data-part="consequence">
          {t('learn.consequence', { automatic: ofHundred(now.automatic), wrong: ofHundred(now.wrong) })}
        </span>
        <span className="grow" />
        <span className="soft small">{t('learn.inForce', { value: inForce.toFixed(2) })}</span>
        {isLive && (
          <button disabled={value === inForce || apply.isPending} onClick={() => apply.mutate()}>
            {t('learn.apply')}
          </button>
        )}
      </p>
    </section>
  );
}
