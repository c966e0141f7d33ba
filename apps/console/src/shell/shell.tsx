import type { AgentProfile } from '@switchboard/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InboxView } from '../api/conversations';
import { request } from '../api/request';
import { ConversationPane } from '../conversation/conversation-pane';
import { switchLanguage } from '../i18n/setup';
import { Inbox } from '../inbox/inbox';
import { type Connection, type Live, type Presence, connectLive } from '../live/connect';
import { Source } from '../source/source';
import { Help } from './help';
import { useShortcuts } from './use-shortcuts';

const nobody: Presence = { streaming: new Map(), typing: new Set() };

/** Rail, list, conversation, context: one pane at a time on a phone. */
export function Shell({ me, onSignedOut }: { me: AgentProfile; onSignedOut(): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [view, setView] = useState<InboxView>('open');
  const [search, setSearch] = useState('');
  const [selected, setSelected] = useState<string | null>(() => location.hash.slice(1) || null);
  const [source, setSource] = useState<string | null>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [connection, setConnection] = useState<Connection>('connecting');
  const [presence, setPresence] = useState(nobody);
  const live = useRef<Live | null>(null);
  const shown = useRef<string[]>([]);

  useEffect(() => {
    const connected = connectLive(cache, me.id, { onConnection: setConnection, onPresence: setPresence });
    live.current = connected;
    return connected.close;
  }, [cache, me.id]);
  useEffect(() => {
    history.replaceState(null, '', selected === null ? location.pathname : `#${selected}`);
  }, [selected]);

  const move = (by: number): void => {
    const at = selected === null ? -1 : shown.current.indexOf(selected);
    const next = shown.current[Math.max(0, Math.min(shown.current.length - 1, at + by))];
    if (next !== undefined) setSelected(next);
  };
  useShortcuts(
    useMemo(
      () => ({
        j: () => move(1),
        k: () => move(-1),
        '/': () => document.querySelector<HTMLInputElement>('[data-part="search"]')?.focus(),
        '?': () => setHelpOpen(true),
        r: () => document.querySelector<HTMLTextAreaElement>('[data-part="composer"]')?.focus(),
        t: () => document.querySelector<HTMLButtonElement>('[data-action="take-over"]')?.click(),
        g: () => document.querySelector<HTMLButtonElement>('[data-action="give-back"]')?.click(),
        e: () => document.querySelector<HTMLButtonElement>('[data-action="resolve"]')?.click(),
        Escape: () => {
          setHelpOpen(false);
          setSource(null);
        },
      }),
      // eslint-disable-next-line react-hooks/exhaustive-deps -- `move` reads the selection of this render
      [selected],
    ),
  );
  const signOut = (): void => void request('DELETE', '/v1/agent/session').finally(onSignedOut);

  return (
    <div
      className={`shell ${selected === null ? 'at-list' : 'at-conversation'} ${source === null ? '' : 'with-source'}`}
    >
      <nav className="rail" aria-label={t('product')}>
        <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" className="motif">
          <path d="M3 8h13M3 14h9M3 20h14" />
          <circle cx="20" cy="8" r="3" className="bot" />
          <circle cx="16" cy="14" r="3" className="queue" />
          <circle cx="21" cy="20" r="3" className="person" />
        </svg>
        <span className="grow" />
        <button className="rail-button" title={t('language')} onClick={switchLanguage}>
          {t('language') === 'English' ? 'EN' : '中'}
        </button>
        <button className="rail-button" title={t('shortcuts')} onClick={() => setHelpOpen(true)}>
          ?
        </button>
        <button
          className="rail-button"
          title={`${t('signOut')} – ${me.name}`}
          aria-label={t('signOut')}
          onClick={signOut}
        >
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d="M8 4H4v12h4M12 6l4 4-4 4M16 10H8" />
          </svg>
        </button>
      </nav>
      <Inbox
        me={me}
        view={view}
        search={search}
        selected={selected}
        onView={setView}
        onSearch={setSearch}
        onSelect={setSelected}
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
            onTyping={() => live.current?.typing(selected)}
            onMessage={(message) => live.current?.addMessages(selected, [message])}
            onSource={setSource}
            onBack={() => setSelected(null)}
          />
        )}
      </main>
      {source !== null && <Source id={source} onClose={() => setSource(null)} />}
      {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
    </div>
  );
}
