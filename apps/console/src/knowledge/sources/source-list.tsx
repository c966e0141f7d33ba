import type { Source } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listSources } from '../../api/knowledge';
import type { Uploads } from './use-uploads';
import { LoadFailed } from '../../shell/load-failed';

const busyMs = 800;
const idleMs = 15_000;

export const isBusy = ({ status }: Pick<Source, 'status'>): boolean => status === 'waiting' || status === 'syncing';

/** The workspace's sources; asked for again and again while one is being read. */
export function useSources() {
  return useQuery({
    queryKey: ['sources'],
    queryFn: listSources,
    refetchInterval: ({ state }) => (state.data?.some(isBusy) === true ? busyMs : idleMs),
  });
}

interface ListProps {
  uploads: Uploads;
  selected: string | null;
  onSelect(id: string): void;
}

export function SourceList({ uploads, selected, onSelect }: ListProps) {
  const { t } = useTranslation();
  const sources = useSources();
  return (
    <>
      <div className="list-tools">
        <button className="primary" data-action="add-source" onClick={() => onSelect('new')}>
          + {t('knowledgePage.add')}
        </button>
      </div>
      {sources.isPending && <p className="note soft">{t('loading')}</p>}
      {sources.isError && <LoadFailed of={sources} className="note" />}
      {uploads.sending.map((name, index) => (
        <p key={index} className="note soft" role="status">
          {t('knowledgePage.uploading', { name })}
        </p>
      ))}
      {uploads.refused.map((reason, index) => (
        <p key={index} className="note error" role="alert">
          {reason}
        </p>
      ))}
      {sources.isSuccess && sources.data.length === 0 && uploads.sending.length === 0 && (
        <p className="note soft">{t('knowledgePage.emptySources')}</p>
      )}
      <ul className="knowledge-rows">
        {sources.data?.map((source) => (
          <li key={source.id}>
            <button
              className="knowledge-row"
              data-part="source"
              data-status={source.status}
              aria-current={source.id === selected}
              onClick={() => onSelect(source.id)}
            >
              <span className="name">{source.name}</span>
              <Status source={source} />
              <Progress source={source} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** An icon and a word: never colour alone. */
export function Status({ source: { status } }: { source: Source }) {
  const { t } = useTranslation();
  const icons = { waiting: '○', syncing: '◔', ready: '✓', failed: '!' };
  return (
    <span className={`state ${status}`}>
      <span aria-hidden="true">{icons[status]}</span> {t(`knowledgePage.status.${status}`)}
    </span>
  );
}

/** How far it is read, or what became of it. */
export function Progress({ source }: { source: Source }) {
  const { t } = useTranslation();
  const { items, documents, withInstructions, reason, detail } = source;
  const done = items.written + items.unchanged + items.skipped + items.failed;
  const total = done + items.waiting;
  if (isBusy(source) && total > 0)
    return (
      <span className="line">
        <progress value={done} max={total} aria-label={source.name} />
        <span className="soft small">{t('knowledgePage.progress', { done, total })}</span>
      </span>
    );
  return (
    <span className="line soft small">
      {reason === null ? (
        t('knowledgePage.counts', { count: documents })
      ) : (
        <span className="error">{t(`knowledgePage.reasons.${reason}`, { detail })}</span>
      )}
      {items.failed > 0 && reason === null && (
        <span className="error"> · {t('knowledgePage.failedCount', { count: items.failed })}</span>
      )}
      {withInstructions > 0 && (
        <span className="warned"> · {t('knowledgePage.flagged', { count: withInstructions })}</span>
      )}
    </span>
  );
}
