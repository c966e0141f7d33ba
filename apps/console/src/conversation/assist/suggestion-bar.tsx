import type { ReplySuggestion } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { suggestAnew } from '../../api/assist';

interface SuggestionBarProps {
  suggestion: ReplySuggestion;
  onTake(): void;
  onDismiss(): void;
  onSource(documentId: string, heading?: string): void;
}

/** What the desk would say, as ghost text over the field; nothing is sent before a person takes and sends it. */
export function SuggestionBar({ suggestion, onTake, onDismiss, onSource }: SuggestionBarProps) {
  const { t } = useTranslation();
  const { state, text, way, model, citations, reason } = suggestion;
  if (state === 'drafting')
    return (
      <p className="suggestion is-drafting soft small" data-part="suggestion" data-state="drafting" role="status">
        {t('assist.drafting')}
      </p>
    );
  if (state === 'none' || text === null) return <NoSuggestion suggestion={suggestion} words={reasonWords(reason, t)} />;
  return (
    <section className="suggestion" data-part="suggestion" data-state="ready" aria-label={t('assist.suggestion')}>
      <p className="suggestion-head small">
        <b>{t('assist.suggestion')}</b>
        {way !== null && <span className="soft"> · {t(`assist.ways.${way}`, { model })}</span>}
        {citations.map(({ number, documentId, heading, title, quote }) => (
          <button key={number} className="link" title={quote} onClick={() => onSource(documentId, heading)}>
            <span className="chip">{number}</span> {title}
          </button>
        ))}
        <span className="grow" />
        <button className="link" aria-label={t('assist.dismiss')} title={t('assist.dismiss')} onClick={onDismiss}>
          ✕
        </button>
      </p>
      <p className="ghost">{text}</p>
      <button data-action="take-suggestion" onClick={onTake}>
        {t('assist.take')} <kbd>Tab</kbd>
      </button>
    </section>
  );
}

/** Quiet: that there is none must not look like a fault, unless it was one. */
function NoSuggestion({ suggestion, words }: { suggestion: ReplySuggestion; words: string }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const again = useMutation({
    mutationFn: () => suggestAnew(suggestion.conversationId),
    onSettled: () => cache.invalidateQueries({ queryKey: ['assist', 'suggestion', suggestion.conversationId] }),
  });
  if (words === '') return null;
  return (
    <p className="suggestion is-none soft small" data-part="suggestion" data-state="none">
      {words}{' '}
      <button className="link" disabled={again.isPending} onClick={() => again.mutate()}>
        {t('assist.again')}
      </button>
      {again.isError && <span className="error"> {again.error.message}</span>}
    </p>
  );
}

function reasonWords(reason: string | null, t: TFunction): string {
  const [code = '', ...detail] = (reason ?? '').split(': ');
  return code === 'superseded' || code === ''
    ? ''
    : t(`assist.reasons.${code}`, { detail: detail.join(': '), defaultValue: reason ?? '' });
}
