import { citationHref } from '@switchboard/contracts/citation-href';
import type { KnowledgeAnswer } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Asked, askKnowledge } from '../api/knowledge';
import { Field } from './field';
import { useHelpCentre } from '../shell/desk-context';
import { LoadFailed } from '../shell/load-failed';

/** A question, and what a visitor who asks it gets. */
export function AskBox({ onDocument }: { onDocument(id: string): void }) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState('');
  const [asked, setAsked] = useState<Asked>({ q: '' });
  const [audience, setAudience] = useState('');
  const [product, setProduct] = useState('');
  const found = useQuery({
    queryKey: ['knowledge-answer', asked],
    queryFn: () => askKnowledge(asked),
    enabled: asked.q !== '',
    staleTime: 0,
    // What was removed is not shown again, not even for a moment.
    gcTime: 0,
  });
  return (
    <section className="ask">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          const next = { q: draft.trim(), ...named('audience', audience), ...named('product', product) };
          if (JSON.stringify(next) === JSON.stringify(asked)) void found.refetch();
          setAsked(next);
        }}
      >
        <input
          type="search"
          data-part="ask"
          value={draft}
          maxLength={1_000}
          aria-label={t('knowledgePage.ask')}
          placeholder={t('knowledgePage.ask')}
          onChange={(event) => setDraft(event.target.value)}
        />
        <details className="scope">
          <summary>{t('knowledgePage.askedBy')}</summary>
          <div className="fields">
            <Field label={t('knowledgePage.audience')}>
              <input value={audience} maxLength={60} onChange={({ target }) => setAudience(target.value)} />
            </Field>
            <Field label={t('knowledgePage.product')}>
              <input value={product} maxLength={60} onChange={({ target }) => setProduct(target.value)} />
            </Field>
          </div>
          <button>{t('knowledgePage.askAgain')}</button>
        </details>
      </form>
      <div aria-live="polite">
        {found.isFetching && <p className="soft small">{t('knowledgePage.asking')}</p>}
        {found.isError && <LoadFailed of={found} className="error" />}
        {found.isSuccess && asked.q !== '' && (
          <>
            <Answer found={found.data} onDocument={onDocument} />
            {found.data.hidden > 0 && (
              <p className="soft small" data-part="hidden">
                {t('knowledgePage.hidden', { count: found.data.hidden })}
              </p>
            )}
          </>
        )}
      </div>
    </section>
  );
}

const named = (key: 'audience' | 'product', value: string): Partial<Asked> =>
  value.trim() === '' ? {} : { [key]: value.trim() };

const percent = (value: number): string => `${Math.round(value * 100)} %`;

function Answer({
  found: { answer, passages, threshold },
  onDocument,
}: {
  found: KnowledgeAnswer;
  onDocument(id: string): void;
}) {
  const { t } = useTranslation();
  const help = useHelpCentre();
  const best = passages[0];
  if (best === undefined) return <p>{t('knowledgePage.nothingFound')}</p>;
  return (
    <>
      {answer === null ? (
        <p>{t('knowledgePage.noAnswer', { best: percent(best.support), threshold: percent(threshold) })}</p>
      ) : (
        <div className="given" data-part="given">
          <p className="soft small">{t('knowledgePage.answers')}</p>
          <p>{answer.text.replace(/\s*\[\d+\]/g, '')}</p>
          {answer.citations.map((citation) => (
            <a key={citation.number} href={citationHref(citation, help)} target="_blank" rel="noopener">
              <span className="chip">{citation.number}</span> {citation.title}
            </a>
          ))}
        </div>
      )}
      <ol className="passages">
        {passages.map(({ documentId, title, heading, text, support }, index) => (
          <li key={index}>
            <button className="link" onClick={() => onDocument(documentId)}>
              <b>{title}</b>
              {heading !== '' && ` · ${heading}`}
            </button>
            <span className="soft small">{t('knowledgePage.support', { value: percent(support) })}</span>
            <p className="soft">{text.length > 220 ? `${text.slice(0, 220)}…` : text}</p>
          </li>
        ))}
      </ol>
    </>
  );
}
