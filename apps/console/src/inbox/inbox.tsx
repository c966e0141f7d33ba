import type { AgentProfile, Conversation, ConversationPage } from '@switchboard/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InboxView, listConversations } from '../api/conversations';
import { Row } from './row';
import { useDesk } from '../shell/desk-context';
import { LoadFailed } from '../shell/load-failed';

const views: readonly InboxView[] = ['open', 'waiting', 'mine', 'bot', 'resolved'];
const rowHeight = 64;
const searchDelayMs = 250;

interface InboxProps {
  me: AgentProfile;
  view: InboxView;
  search: string;
  selected: string | null;
  onView(view: InboxView): void;
  onSearch(search: string): void;
  onSelect(id: string): void;
  /** The conversations of the list in their order, for moving by keyboard. */
  onShown(ids: string[]): void;
}

export function Inbox({ view, search, selected, onView, onSearch, onSelect, onShown }: InboxProps) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery({
    queryKey: ['inbox', view, search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => listConversations(view, search, pageParam),
    getNextPageParam: (last: ConversationPage) => last.nextCursor,
  });
  const listed = list.data?.pages.flatMap((page) => page.items) ?? [];
  const items = view === 'waiting' ? urgentFirst(listed) : listed;
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const visible = rows.getVirtualItems();
  const lastVisible = visible.at(-1)?.index ?? 0;
  useEffect(() => {
    onShown(items.map(({ id }) => id));
  });
  useEffect(() => {
    if (lastVisible >= items.length - 10 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  }, [lastVisible, items.length, list]);

  return (
    <section className="inbox" aria-label={t('inbox')}>
      <SearchField search={search} onSearch={onSearch} />
      <div className="tabs" role="tablist">
        {views.map((name) => (
          <button key={name} role="tab" aria-selected={name === view} onClick={() => onView(name)}>
            {t(`views.${name}`)}
          </button>
        ))}
      </div>
      <div className="rows" ref={scroller}>
        {list.isPending && <p className="center soft">{t('loading')}</p>}
        {list.isError && <LoadFailed of={list} className="center" />}
        {list.isSuccess && items.length === 0 && <Empty search={search} />}
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {visible.map(({ index, start }) => {
            const conversation = items[index];
            if (conversation === undefined) return null;
            return (
              <Row
                key={conversation.id}
                conversation={conversation}
                top={start}
                isSelected={conversation.id === selected}
                onSelect={() => onSelect(conversation.id)}
              />
            );
          })}
        </div>
      </div>
    </section>
  );
}

/** Who waits with something urgent comes first; the order stays the same otherwise. */
function urgentFirst(items: readonly Conversation[]): Conversation[] {
  const isUrgent = ({ marks }: Conversation): boolean => marks.includes('urgent');
  return [...items.filter(isUrgent), ...items.filter((item) => !isUrgent(item))];
}

function SearchField({ search, onSearch }: { search: string; onSearch(search: string): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    const timer = setTimeout(() => onSearch(typed.trim()), searchDelayMs);
    return () => clearTimeout(timer);
  }, [typed, onSearch]);
  return (
    <input
      className="search"
      data-part="search"
      type="search"
      maxLength={100}
      value={typed}
      placeholder={t('search')}
      aria-label={t('search')}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}

function Empty({ search }: { search: string }) {
  const { t } = useTranslation();
  const { me } = useDesk();
  if (search !== '') return <p className="center soft">{t('emptySearch', { search })}</p>;
  return (
    <div className="center soft">
      <p>{t('emptyInbox')}</p>
      <a className="button" href={`/desks/${encodeURIComponent(me.workspace.slug)}`} target="_blank" rel="noopener">
        {t('openShop')}
      </a>
    </div>
  );
}
