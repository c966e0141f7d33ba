import type { Message, Summary } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listSummaries, summarise } from '../../api/assist';

const fewestMessages = 3;

/** What the conversation came to so far, or in the end: how it was made, what it covers, and a new one on a click. */
export function SummaryCard({ id, messages }: { id: string; messages: readonly Message[] }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const summaries = useQuery({ queryKey: ['assist', 'summary', id], queryFn: () => listSummaries(id) });
  const make = useMutation({
    mutationFn: () => summarise(id),
    onSuccess: (summary) =>
      cache.setQueryData<Summary[]>(['assist', 'summary', id], (known = []) => [
        summary,
        ...known.filter((item) => item.id !== summary.id),
      ]),
  });
  const words = messages.filter(({ event }) => event === null);
  const lastSeq = words.at(-1)?.seq ?? 0;
  const summary = summaries.data?.[0];
  if (summary === undefined && words.length < fewestMessages) return null;
  const isOutdated = summary !== undefined && summary.toSeq < lastSeq;
  const isForeign = summary !== undefined && summary.language !== document.documentElement.lang;
  return (
    <div className="summary" data-part="summary" data-made-by={summary?.madeBy}>
      {summary !== undefined && (
        <details open={!words.some(({ author, seq }) => author.kind === 'agent' && seq > summary.toSeq)}>
          <summary>
            <b>{t('assist.summary')}</b>{' '}
            <span className="soft small">
              {t(`assist.summaryKinds.${summary.kind}`)} ·{' '}
              {t(`assist.madeBy.${summary.madeBy}`, { model: summary.model })} ·{' '}
              {t('assist.upTo', { seq: summary.toSeq })}
            </span>
          </summary>
          <p className="words">{summary.text}</p>
        </details>
      )}
      {(summary === undefined || isOutdated || isForeign) && (
        <p className="soft small">
          {isOutdated && `${t('assist.outdated')} `}
          <button className="link" data-action="summarise" disabled={make.isPending} onClick={() => make.mutate()}>
            {make.isPending ? t('assist.summarising') : t('assist.summarise')} <kbd>s</kbd>
          </button>
          {make.isError && (
            <span className="error" role="alert">
              {' '}
              {make.error.message}
            </span>
          )}
        </p>
      )}
    </div>
  );
}
