import type { KnowledgeDocument } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { Marked } from 'marked';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';

/** HTML inside an article is shown as text, never run. */
const markdown = new Marked({ renderer: { html: ({ text }) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;') } });

/** A source beside the conversation. */
export function Source({ id, onClose }: { id: string; onClose(): void }) {
  const { t } = useTranslation();
  const document = useQuery({
    queryKey: ['document', id],
    queryFn: () => request<KnowledgeDocument>('GET', `/v1/documents/${id}`),
  });
  return (
    <aside className="source" aria-label={t('source')}>
      <header>
        <b>{t('source')}</b>
        <button className="rail-button" aria-label={t('closePanel')} onClick={onClose}>
          ×
        </button>
      </header>
      {document.isPending && <p className="soft">{t('loading')}</p>}
      {document.isError && <p>{t('loadFailed', { reason: document.error.message })}</p>}
      {document.isSuccess && (
        <article>
          <h2>{document.data.title}</h2>
          <div dangerouslySetInnerHTML={{ __html: markdown.parse(document.data.markdown, { async: false }) }} />
        </article>
      )}
    </aside>
  );
}
