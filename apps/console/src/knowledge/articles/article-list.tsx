import { useInfiniteQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listDocuments } from '../../api/knowledge';
import { scopeWords } from '../scope-words';
import { LoadFailed } from '../../shell/load-failed';

/** Articles of one's own first, then those of sources. */
export function ArticleList({ selected, onSelect }: { selected: string | null; onSelect(id: string): void }) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const asked = useDeferredValue(search);
  const pages = useInfiniteQuery({
    queryKey: ['documents', asked],
    queryFn: ({ pageParam }) => listDocuments(asked, pageParam),
    initialPageParam: 0,
    getNextPageParam: ({ more }, all) => (more ? all.length * 100 : undefined),
    staleTime: 0,
  });
  const articles = pages.data?.pages.flatMap(({ items }) => items);
  return (
    <>
      <div className="list-tools">
        <button className="primary" onClick={() => onSelect('new')}>
          + {t('knowledgePage.newArticle')}
        </button>
        <input
          type="search"
          value={search}
          maxLength={100}
          aria-label={t('knowledgePage.searchArticles')}
          placeholder={t('knowledgePage.searchArticles')}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      {pages.isPending && <p className="note soft">{t('loading')}</p>}
      {pages.isError && <LoadFailed of={pages} className="note" />}
      {articles?.length === 0 && <p className="note soft">{t('knowledgePage.emptyArticles')}</p>}
      <ul className="knowledge-rows">
        {articles?.map(({ id, title, summary, validFrom, validUntil, ...scope }) => (
          <li key={id}>
            <button
              className="knowledge-row"
              data-part="article"
              aria-current={id === selected}
              onClick={() => onSelect(id)}
            >
              <span className="name">{title}</span>
              <span className="state">{scopeWords(scope)}</span>
              <span className="line soft small">
                {isValidNow(validFrom, validUntil) ? (
                  summary
                ) : (
                  <span className="warned">{t('knowledgePage.notValid')}</span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <p className="note">
          <button onClick={() => void pages.fetchNextPage()}>{t('knowledgePage.more')}</button>
        </p>
      )}
    </>
  );
}

function isValidNow(from: string | null, until: string | null): boolean {
  const now = new Date().toISOString();
  return (from === null || from <= now) && (until === null || until > now);
}
