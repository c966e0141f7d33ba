import { useNavigate, useParams } from '@tanstack/react-router';
import { useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxView } from '../api/conversations';
import { approvalKeys } from '../approvals/approval-keys';
import { ConversationPane } from '../conversation/conversation-pane';
import { useDesk } from '../shell/desk-context';
import { useShortcuts } from '../shell/use-shortcuts';
import { Source } from '../source/source';
import { Inbox } from './inbox';

/** The labels that the specialists propose. */
const labelKeys = Object.fromEntries(
  [1, 2, 3, 4].map((number) => [
    String(number),
    () => document.querySelector<HTMLButtonElement>(`[data-action="take-label-${number}"]`)?.click(),
  ]),
);

/** List, conversation, context: one pane at a time on a phone. */
export function InboxPage() {
  const { t } = useTranslation();
  const { me, connection, presence, typing, addMessages } = useDesk();
  const navigate = useNavigate();
  const selected = useParams({ strict: false }).id ?? null;
  const [view, setView] = useState<InboxView>('open');
  const [search, setSearch] = useState('');
  const [source, setSource] = useState<{ id: string; heading?: string } | null>(null);
  const shown = useRef<string[]>([]);

  const select = (id: string | null): void =>
    void (id === null
      ? navigate({ to: '/', replace: true })
      : navigate({ to: '/conversations/$id', params: { id }, replace: true }));
  const move = (by: number): void => {
    const at = selected === null ? -1 : shown.current.indexOf(selected);
    const next = shown.current[Math.max(0, Math.min(shown.current.length - 1, at + by))];
    if (next !== undefined) select(next);
  };
  useShortcuts(
    useMemo(
      () => ({
        j: () => move(1),
        k: () => move(-1),
        '/': () => document.querySelector<HTMLInputElement>('[data-part="search"]')?.focus(),
        r: () => document.querySelector<HTMLTextAreaElement>('[data-part="composer"]')?.focus(),
        t: () => document.querySelector<HTMLButtonElement>('[data-action="take-over"]')?.click(),
        g: () => document.querySelector<HTMLButtonElement>('[data-action="give-back"]')?.click(),
        l: () => [...document.querySelectorAll<HTMLButtonElement>('[data-action="label"]')].at(-1)?.click(),
        ...approvalKeys,
        e: () => document.querySelector<HTMLButtonElement>('[data-action="resolve"]')?.click(),
        s: () => document.querySelector<HTMLButtonElement>('[data-action="summarise"]')?.click(),
        i: () => document.querySelector<HTMLButtonElement>('[data-action="ask-knowledge"]')?.click(),
        ...labelKeys,
        Escape: () => setSource(null),
      }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- `move` reads the selection of this render
      [selected],
    ),
  );

  return (
    <div
      className={`inbox-page ${selected === null ? 'at-list' : 'at-conversation'} ${source === null ? '' : 'with-source'}`}
    >
      <Inbox
        me={me}
        view={view}
        search={search}
        selected={selected}
        onView={setView}
        onSearch={setSearch}
        onSelect={select}
        onShown={(ids) => void (shown.current = ids)}
      />
      <main className="conversation">
        {connection === 'offline' && (
          <p className="banner" role="status">
            {t('offline')}
          </p>
        )}
        {selected === null ? (
          <p className="center soft">{t('pickOne')}</p>
        ) : (
          <ConversationPane
            key={selected}
            id={selected}
            me={me}
            streaming={presence.streaming.get(selected) ?? null}
            isTyping={presence.typing.has(selected)}
            onTyping={() => typing(selected)}
            onMessage={(message) => addMessages(selected, [message])}
            onSource={(id, heading) => setSource(heading === undefined ? { id } : { id, heading })}
            onBack={() => select(null)}
          />
        )}
      </main>
      {source !== null && <Source {...source} onClose={() => setSource(null)} />}
    </div>
  );
}
