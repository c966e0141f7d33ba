import type { ArticleScope, Source, SourceItem } from '@switchboard/contracts';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSchedule, changeScope, listItems, removeSource, syncNow } from '../../api/knowledge';
import { RemoveButton } from '../remove-button';
import { ScopeFields } from '../scope-fields';
import { scopeWords } from '../scope-words';
import { Schedule } from './schedule';
import { Progress, Status, isBusy, useSources } from './source-list';
import { LoadFailed } from '../../shell/load-failed';

interface DetailProps {
  id: string;
  onRemoved(): void;
  onDocument(id: string): void;
}

/** One source: how far it is read, what became of each page, and what to do with it. */
export function SourceDetail({ id, onRemoved, onDocument }: DetailProps) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const sources = useSources();
  const source = sources.data?.find((item) => item.id === id);
  if (sources.isPending) return <p className="soft">{t('loading')}</p>;
  if (source === undefined) return <p className="soft">{t('knowledgePage.pick')}</p>;
  const refresh = (): void => void cache.invalidateQueries({ queryKey: ['sources'] });
  const { name, url, lastSyncedAt, documents, syncEveryHours, kind } = source;
  return (
    <article className="source-detail">
      <header>
        <h2>{name}</h2>
        <Status source={source} />
        {url !== null && (
          <a href={url} target="_blank" rel="noopener noreferrer" className="soft small">
            {url}
          </a>
        )}
      </header>
      <Progress source={source} />
      <div className="detail-tools">
        <button disabled={isBusy(source)} onClick={() => void syncNow(id).then(refresh)}>
          {t('knowledgePage.syncNow')}
        </button>
        {kind === 'site' && (
          <Schedule value={syncEveryHours} onChange={(hours) => void changeSchedule(id, hours).then(refresh)} />
        )}
        <RemoveButton
          question={t('knowledgePage.removeSource', { count: documents })}
          onRemove={async () => {
            await removeSource(id);
            refresh();
            onRemoved();
          }}
        />
        {lastSyncedAt !== null && (
          <span className="soft small">
            {t('knowledgePage.lastSync', { when: new Date(lastSyncedAt).toLocaleString(i18n.language) })}
          </span>
        )}
      </div>
      <Scope key={JSON.stringify(source.scope)} source={source} onSaved={refresh} />
      <Items source={source} onDocument={onDocument} />
    </article>
  );
}

/** For whom its articles are; they follow as soon as it is saved. */
function Scope({ source: { id, scope }, onSaved }: { source: Source; onSaved(): void }) {
  const { t } = useTranslation();
  const [next, setNext] = useState<ArticleScope>(scope);
  const [refusal, setRefusal] = useState<string | null>(null);
  return (
    <details className="scope">
      <summary>
        {t('knowledgePage.scope')} <span className="soft">{scopeWords(scope) || t('knowledgePage.forAll')}</span>
      </summary>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setRefusal(null);
          changeScope(id, next).then(onSaved, (error: unknown) =>
            setRefusal(error instanceof Error ? error.message : String(error)),
          );
        }}
      >
        <div className="fields">
          <ScopeFields value={next} onChange={setNext} />
        </div>
        {refusal !== null && (
          <p className="error" role="alert">
            {refusal}
          </p>
        )}
        <button className="primary" data-part="save-scope" disabled={JSON.stringify(next) === JSON.stringify(scope)}>
          {t('save')}
        </button>
      </form>
    </details>
  );
}

function Items({ source, onDocument }: { source: Source; onDocument(id: string): void }) {
  const { t } = useTranslation();
  const { id, items } = source;
  const pages = useInfiniteQuery({
    queryKey: ['source-items', id],
    queryFn: ({ pageParam }) => listItems(id, pageParam),
    initialPageParam: 0,
    getNextPageParam: ({ more }, all) => (more ? all.length * 100 : undefined),
  });
  const { refetch } = pages;
  const seen = JSON.stringify([source.status, items]);
  useEffect(() => void refetch(), [refetch, seen]);
  if (pages.isLoadingError) return <LoadFailed of={pages} className="error" />;
  return (
    <>
      <ul className="items">
        {pages.data?.pages
          .flatMap((page) => page.items)
          .map((item) => (
            <Item key={item.key} item={item} onDocument={onDocument} />
          ))}
      </ul>
      {pages.hasNextPage && (
        <button onClick={() => void pages.fetchNextPage()} disabled={pages.isFetchingNextPage}>
          {t('knowledgePage.more')}
        </button>
      )}
    </>
  );
}

function Item({ item, onDocument }: { item: SourceItem; onDocument(id: string): void }) {
  const { t } = useTranslation();
  const { key, title, status, reason, detail, documentId, hasInstructions } = item;
  const name = title === '' ? key : title;
  return (
    <li className="item" data-part="item" data-status={status}>
      {documentId === null ? (
        <span className="name">{name}</span>
      ) : (
        <button className="link name" onClick={() => onDocument(documentId)}>
          {name}
        </button>
      )}
      <span className={`state ${status}`}>{t(`knowledgePage.item.${status}`)}</span>
      {reason !== null && <span className="error small line">{t(`knowledgePage.reasons.${reason}`, { detail })}</span>}
      {hasInstructions && (
        <span className="warned small line" title={t('knowledgePage.flaggedHint')}>
          ⚠ {t('knowledgePage.flaggedHint')}
        </span>
      )}
      {/^https?:/.test(key) && (
        <a className="soft small line" href={key} target="_blank" rel="noopener noreferrer">
          {key}
        </a>
      )}
    </li>
  );
}
