import type { Findings, FoundRow, TrainingJob } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { readFindings, startJob } from '../api/learning';
import { percent } from '../learning/curve';
import { isActive } from '../learning/use-learning';
import type { DatasetChanges } from './use-dataset-changes';

interface FindingsViewProps {
  changes: DatasetChanges;
  /** The latest check. */
  check: TrainingJob | null;
  onIntent(intent: string): void;
}

/** What the validator found, each with the rows and what can be done with them at once. */
export function FindingsView({ changes, check, onIntent }: FindingsViewProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const report = useQuery({ queryKey: ['findings'], queryFn: readFindings });
  const start = useMutation({
    mutationFn: () => startJob({ kind: 'check' }),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['jobs'] }),
  });
  const isChecking = check !== null && isActive(check);
  const findings = report.data?.findings ?? null;
  return (
    <div className="findings">
      <p className="findings-top">
        <button
          className={findings === null ? 'primary' : ''}
          data-action="check"
          disabled={isChecking || start.isPending}
          onClick={() => start.mutate()}
        >
          {findings === null ? t('learn.check') : t('learn.checkAgain')}
        </button>
        <span className="soft">
          {isChecking
            ? t('learn.checking', {
                stage: t(`learn.stages.${check.stage}`),
                percent: check.total === 0 ? 0 : Math.round((100 * check.done) / check.total),
              })
            : findings === null
              ? t('learn.checkHint')
              : t('learn.found', { percent: (100 * findings.accuracy).toFixed(1) })}
        </span>
        {report.data?.outdated && <span className="outdated">{t('learn.outdated')}</span>}
      </p>
      {check !== null && check.error !== null && (
        <p className="error pad" role="alert">
          {check.error}
        </p>
      )}
      {start.isError && <p className="error pad">{start.error.message}</p>}
      {findings !== null && <FindingLists findings={findings} changes={changes} onIntent={onIntent} />}
    </div>
  );
}

function FindingLists({
  findings,
  changes,
  onIntent,
}: {
  findings: Findings;
  changes: DatasetChanges;
  onIntent(intent: string): void;
}) {
  const { t } = useTranslation();
  const { contradictions, likelyMislabels, confusablePairs, duplicates, leaks, starved } = findings;
  const nothing = [contradictions, likelyMislabels, confusablePairs, duplicates, leaks, starved].every(
    ({ length }) => length === 0,
  );
  if (nothing) return <p className="soft pad">{t('learn.nothingFound')}</p>;
  const relabel = (row: FoundRow, intent: string): void => void changes.edit(row, { text: row.text, intent });
  return (
    <>
      <Section title={t('learn.kinds.contradictions')} count={contradictions.length}>
        {contradictions.map(({ rows }) => (
          <li key={rows[0]?.id}>
            <p>{rows[0]?.text}</p>
            <span className="finding-actions">
              {rows.map((row) => (
                <button
                  key={row.id}
                  title={t('learn.keepOnly')}
                  onClick={() => void changes.remove(rows.filter(({ id }) => id !== row.id))}
                >
                  {row.intent}
                </button>
              ))}
            </span>
          </li>
        ))}
      </Section>
      <Section title={t('learn.kinds.likelyMislabels')} count={likelyMislabels.length}>
        {likelyMislabels.map((row) => (
          <li key={row.id} data-part="mislabel">
            <p>
              {row.text} <span className="soft small">{t('learn.readsLike', { intent: row.suggested })}</span>
            </p>
            <span className="intent-chip">{row.intent}</span>
            <span className="finding-actions">
              <button onClick={() => relabel(row, row.suggested)}>
                {t('learn.relabel', { intent: row.suggested })}
              </button>
              <button className="link" onClick={() => void changes.remove([row])}>
                {t('learn.remove')}
              </button>
            </span>
          </li>
        ))}
      </Section>
      <Section title={t('learn.kinds.confusablePairs')} count={confusablePairs.length}>
        {confusablePairs.map(({ intents, share, rows }) => (
          <li key={intents.join()}>
            <details>
              <summary>
                {intents.join(' ↔ ')}{' '}
                <span className="soft small">{t('learn.share', { percent: percent(share).replace(' %', '') })}</span>
              </summary>
              <ul>
                {rows.map((row) => (
                  <li key={row.id}>
                    <p>{row.text}</p>
                    <span className="intent-chip">{row.intent}</span>
                    <span className="finding-actions">
                      {intents
                        .filter((intent) => intent !== row.intent)
                        .map((intent) => (
                          <button key={intent} onClick={() => relabel(row, intent)}>
                            {t('learn.relabel', { intent })}
                          </button>
                        ))}
                    </span>
                  </li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </Section>
      <Section title={t('learn.kinds.leaks')} count={leaks.length}>
        {leaks.map(({ test, train }) => (
          <li key={test.id} data-part="leak">
            <p>
              {test.text}{' '}
              <span className="soft small">
                {t('learn.learntAs', { texts: train.map(({ text }) => `“${text}”`).join(', ') })}
              </span>
            </p>
            <span className="finding-actions">
              <button onClick={() => void changes.remove([test])}>{t('learn.removeMeasured')}</button>
              <button onClick={() => void changes.remove(train)}>{t('learn.removeLearnt')}</button>
            </span>
          </li>
        ))}
      </Section>
      <Section title={t('learn.kinds.starved')} count={starved.length}>
        {starved.map(({ intent, count }) => (
          <li key={intent}>
            <p>
              {intent} <span className="soft small">{t('learn.examples', { count })}</span>
            </p>
            <span className="finding-actions">
              <button onClick={() => onIntent(intent)}>{t('learn.addExamples')}</button>
            </span>
          </li>
        ))}
      </Section>
      <Section title={t('learn.kinds.duplicates')} count={duplicates.length}>
        {duplicates.map(({ rows }) => (
          <li key={rows[0]?.id}>
            <p>
              {rows[0]?.text} <span className="soft small">× {rows.length}</span>
            </p>
            <span className="finding-actions">
              <button onClick={() => void changes.remove(rows.slice(1))}>{t('learn.keepOne')}</button>
            </span>
          </li>
        ))}
      </Section>
    </>
  );
}

/** So many of a kind are reported. */
const mostShown = 200;

function Section({ title, count, children }: { title: string; count: number; children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section className="finding">
      <h3>
        {title} <b>{count < mostShown ? count : `${mostShown}+`}</b>
      </h3>
      <ul>{children}</ul>
    </section>
  );
}
