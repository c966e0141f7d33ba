import type { DatasetRow, DatasetSummary } from '@switchboard/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listRows } from '../api/learning';
import type { DatasetChanges } from './use-dataset-changes';
import { LoadFailed } from '../shell/load-failed';

interface RowsViewProps {
  /** Null for all. */
  intent: string | null;
  intents: DatasetSummary['intents'];
  changes: DatasetChanges;
}

export function RowsView({ intent, intents, changes }: RowsViewProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const filter = { ...(intent === null ? {} : { intent }), ...(search === '' ? {} : { search }) };
  const rows = useInfiniteQuery({
    queryKey: ['dataset', 'rows', intent, search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => listRows(filter, pageParam),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  });
  const items = rows.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <datalist id="intent-names">
        {intents.map((item) => (
          <option key={item.intent} value={item.intent} />
        ))}
      </datalist>
      <NewRow intent={intent} onAdd={changes.add} />
      <input
        className="search"
        type="search"
        data-part="search-rows"
        placeholder={t('learn.searchRows')}
        aria-label={t('learn.searchRows')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      {rows.isPending && <p className="soft pad">{t('loading')}</p>}
      {rows.isError && <LoadFailed of={rows} className="pad" />}
      {rows.isSuccess && items.length === 0 && <p className="soft pad">{t('learn.emptyRows')}</p>}
      <ul className="data-rows">
        {items.map((row) => (
          <Row key={row.id} row={row} changes={changes} />
        ))}
      </ul>
      {rows.hasNextPage && (
        <button className="more" disabled={rows.isFetchingNextPage} onClick={() => void rows.fetchNextPage()}>
          {t('learn.more')}
        </button>
      )}
    </>
  );
}

function NewRow({ intent, onAdd }: { intent: string | null; onAdd: DatasetChanges['add'] }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [name, setName] = useState(intent ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '' || name.trim() === '') return;
    void onAdd(text.trim(), name.trim());
    setText('');
  };
  return (
    <form className="new-row" aria-label={t('learn.addRow')} onSubmit={submit}>
      <input
        data-part="new-text"
        placeholder={t('learn.text')}
        aria-label={t('learn.text')}
        maxLength={10_000}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <input
        data-part="new-intent"
        list="intent-names"
        placeholder={t('learn.intent')}
        aria-label={t('learn.intent')}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button data-action="add-row">{t('learn.add')}</button>
    </form>
  );
}

function Row({ row, changes }: { row: DatasetRow; changes: DatasetChanges }) {
  const { t } = useTranslation();
  const [isEditing, setEditing] = useState(false);
  if (isEditing) return <EditRow row={row} changes={changes} onEnd={() => setEditing(false)} />;
  return (
    <li data-part="data-row" data-intent={row.intent}>
      <p>{row.text}</p>
      <span className="intent-chip">{row.intent}</span>
      <span className="soft small">{t(`learn.sources.${row.source}`)}</span>
      <span className={row.part === 'test' ? 'test-mark' : ''} title={row.part === 'test' ? t('learn.testHint') : ''}>
        {row.part === 'test' ? t('learn.test') : ''}
      </span>
      <span className="row-actions">
        <button className="link" data-action="edit-row" onClick={() => setEditing(true)}>
          {t('learn.edit')}
        </button>
        <button className="link" data-action="remove-row" onClick={() => void changes.remove([row])}>
          {t('learn.remove')}
        </button>
      </span>
    </li>
  );
}

function EditRow({ row, changes, onEnd }: { row: DatasetRow; changes: DatasetChanges; onEnd(): void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(row.text);
  const [intent, setIntent] = useState(row.intent);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() === '' || intent.trim() === '') return;
    if (text !== row.text || intent !== row.intent)
      void changes.edit(row, { text: text.trim(), intent: intent.trim() });
    onEnd();
  };
  return (
    <li className="editing">
      <form className="new-row" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onEnd()}>
        <input
          autoFocus
          aria-label={t('learn.text')}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <input
          list="intent-names"
          data-part="edit-intent"
          aria-label={t('learn.intent')}
          maxLength={80}
          value={intent}
          onChange={(event) => setIntent(event.target.value)}
        />
        <button className="primary">{t('learn.save')}</button>
        <button type="button" onClick={onEnd}>
          {t('learn.cancel')}
        </button>
      </form>
    </li>
  );
}
