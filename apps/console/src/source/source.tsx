import type { KnowledgeDocument } from '@switchboard/contracts';
import { headingAnchor } from '@switchboard/contracts/citation-href';
import { renderArticle } from '@switchboard/contracts/render-article';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { LoadFailed } from '../shell/load-failed';

/** A source beside the conversation, opened at the heading that was quoted. */
export function Source({ id, heading = '', onClose }: { id: string; heading?: string; onClose(): void }) {
  const { t } = useTranslation();
  const document = useQuery({
    queryKey: ['document', id],
    queryFn: () => request<KnowledgeDocument>('GET', `/v1/documents/${id}`),
  });
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    const anchor = headingAnchor(heading);
    const place = anchor === '' ? null : article.current?.querySelector(`[id="${anchor}"]`);
    place?.scrollIntoView({ block: 'start' });
  }, [heading, document.isSuccess]);
  return (
    <aside className="source" aria-label={t('source')}>
      <header>
        <b>{t('source')}</b>
        <button className="rail-button" aria-label={t('closePanel')} onClick={onClose}>
          ×
        </button>
      </header>
      {document.isPending && <p className="soft">{t('loading')}</p>}
      {document.isError && <LoadFailed of={document} />}
      {document.isSuccess && (
        <article ref={article}>
          <h2>{document.data.title}</h2>
          <div dangerouslySetInnerHTML={{ __html: renderArticle(document.data.markdown) }} />
        </article>
      )}
    </aside>
  );
}
