import type { DatasetSummary, ReplySuggestion } from '@switchboard/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listDecided } from '../api/assist';
import { addRow, removeRow } from '../api/learning';
import type { DatasetChanges } from './use-dataset-changes';
import { LoadFailed } from '../shell/load-failed';

interface RepliesViewProps {
  intents: DatasetSummary['intents'];
  changes: DatasetChanges;
}

const outcomes = ['edited', 'rejected', 'accepted'] as const;
type Outcome = (typeof outcomes)[number];

/** What people made of suggested replies; the visitor's message beside each becomes a row with one click. */
export function RepliesView({ intents, changes }: RepliesViewProps) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const replies = useInfiniteQuery({
    queryKey: ['decided-suggestions', outcome],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => listDecided(outcome, pageParam),
    getNextPageParam: ({ items }) => (items.length < 30 ? null : (items.at(-1)?.decidedAt ?? null)),
    staleTime: 0,
  });
  const items = replies.data?.pages.flatMap((page) => page.items) ?? [];
  const counts = replies.data?.pages[0]?.counts;
  return (
    <div className="findings" data-part="replies">
      <datalist id="reply-intents">
        {intents.map((item) => (
          <option key={item.intent} value={item.intent} />
        ))}
      </datalist>
      <p className="soft pad">{t('assist.replies.hint')}</p>
      <div className="tabs decided-outcomes" role="group" aria-label={t('assist.replies.title')}>
        {[null, ...outcomes].map((name) => (
          <button key={name} aria-pressed={outcome === name} onClick={() => setOutcome(name)}>
            {name === null ? t('assist.replies.all') : t(`assist.replies.outcomes.${name}`)}
            {name !== null && counts !== undefined && ` ${counts[name]}`}
          </button>
        ))}
      </div>
      {replies.isPending && <p className="soft pad">{t('loading')}</p>}
      {replies.isError && <LoadFailed of={replies} className="pad" />}
      {replies.isSuccess && items.length === 0 && <p className="soft pad">{t('assist.replies.empty')}</p>}
      {items.map((item) => (
        <Reply key={item.id} item={item} changes={changes} />
      ))}
      {replies.hasNextPage && (
        <button className="more" disabled={replies.isFetchingNextPage} onClick={() => void replies.fetchNextPage()}>
          {t('learn.more')}
        </button>
      )}
    </div>
  );
}

function Reply({ item, changes }: { item: ReplySuggestion; changes: DatasetChanges }) {
  const { t } = useTranslation();
  const [intent, setIntent] = useState(item.intents[0]?.label ?? '');
  const { question, conversationId, seq, outcome, text, sentText } = item;
  const add = (event: FormEvent): void => {
    event.preventDefault();
    void addRow({ text: question, intent: intent.trim(), origin: { conversationId, messageSeq: seq } }).then(
      (row) => changes.done({ text: t('learn.added', { intent: row.intent }), undo: () => removeRow(row.id) }),
      (error: Error) => changes.done({ text: error.message }),
    );
  };
  return (
    <section className="finding decided" data-part="decided-suggestion" data-outcome={outcome}>
      <h3>
        <Link to="/conversations/$id" params={{ id: conversationId }}>
          {question}
        </Link>
        <span className="grow" />
        {outcome !== null && <b>{t(`assist.replies.outcomes.${outcome}`)}</b>}
      </h3>
      <p>
        <span className="soft small">{t('assist.replies.suggested')}</span> {text}
      </p>
      {outcome !== 'accepted' && (
        <p>
          <span className="soft small">{t('assist.replies.sent')}</span> {sentText}
        </p>
      )}
      <form className="reply-row" onSubmit={add}>
        <input
          className="name"
          list="reply-intents"
          maxLength={80}
          value={intent}
          aria-label={t('assist.replies.intent')}
          placeholder={t('assist.replies.intent')}
          onChange={(event) => setIntent(event.target.value)}
        />
        <button data-action="add-reply-row" disabled={intent.trim() === ''}>
          {t('assist.replies.add')}
        </button>
      </form>
    </section>
  );
}
