import type { GateCheck, GateReport, ModelVersion, Models } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { promote, setShadow } from '../api/learning';
import { percent } from '../learning/curve';
import type { Notice } from '../learning/use-notice';

interface GateViewProps {
  model: ModelVersion;
  models: Models;
  gate: GateReport;
  onNotice(notice: Notice): void;
}

/** The rules with what they compared, and the two things that can be done: go live, or read along first. */
export function GateView({ model, models, gate, onNotice }: GateViewProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [reason, setReason] = useState('');
  const isShadow = models.shadow?.modelId === model.id;
  const refresh = async (text: string): Promise<void> => {
    await cache.invalidateQueries({ queryKey: ['models'] });
    await cache.invalidateQueries({ queryKey: ['gate'] });
    if (text !== '') onNotice({ text });
  };
  const onError = (error: Error): void => onNotice({ text: error.message });
  const goLive = useMutation({
    mutationFn: () => promote(model.id, gate.passed ? undefined : reason.trim()),
    onSuccess: () => refresh(t('learn.promoted')),
    onError,
  });
  const shadow = useMutation({
    mutationFn: () => setShadow(isShadow ? null : model.id),
    onSuccess: () => refresh(''),
    onError,
  });
  return (
    <section className={`panel gate ${gate.passed ? 'open' : 'closed'}`} data-part="gate" data-passed={gate.passed}>
      <h3>
        {t('learn.gate')} <b>{t(gate.passed ? 'learn.gateOpen' : 'learn.gateClosed')}</b>
      </h3>
      <ul>
        {gate.checks.map((check) => (
          <li key={check.rule} className={check.passed ? 'passed' : 'failed'}>
            <span aria-hidden="true">{check.passed ? '✓' : '✕'}</span>
            {t(`learn.rules.${check.rule}`, figuresOf(check))}
            {check.intents.length > 0 && ` – ${t('learn.loses', { intents: check.intents.join(', ') })}`}
          </li>
        ))}
      </ul>
      {!gate.passed && model.archivedAt === null && (
        <input
          aria-label={t('learn.reason')}
          placeholder={t('learn.reason')}
          data-part="reason"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <p className="gate-actions" hidden={model.archivedAt !== null}>
        <button
          className={gate.passed ? 'primary' : ''}
          data-action="promote"
          disabled={goLive.isPending || (!gate.passed && reason.trim().length < 3)}
          onClick={() => goLive.mutate()}
        >
          {t(gate.passed ? 'learn.promote' : 'learn.promoteAnyway')}
        </button>
        <button data-action="shadow" disabled={shadow.isPending} onClick={() => shadow.mutate()}>
          {t(isShadow ? 'learn.endShadow' : 'learn.startShadow')}
        </button>
      </p>
    </section>
  );
}

const figuresOf = ({ rule, value, bound }: GateCheck): { value: string; bound: string } =>
  rule === 'has-test-part'
    ? { value: String(value), bound: String(bound) }
    : { value: percent(value), bound: percent(bound) };
