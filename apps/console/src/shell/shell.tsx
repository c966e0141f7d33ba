import type { AgentProfile } from '@switchboard/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { Outlet } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import { request } from '../api/request';
import { type Connection, type Live, type Presence, connectLive } from '../live/connect';
import { type DeskContext, DeskReact } from './desk-context';
import { Help } from './help';
import { Rail } from './rail';
import { useShortcuts } from './use-shortcuts';

const nobody: Presence = { streaming: new Map(), typing: new Set() };

/** The rail, the live connection, and the page beside them. */
export function Shell({ me, onSignedOut }: { me: AgentProfile; onSignedOut(): void }) {
  const cache = useQueryClient();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const [connection, setConnection] = useState<Connection>('connecting');
  const [presence, setPresence] = useState(nobody);
  const live = useRef<Live | null>(null);

  useEffect(() => {
    const connected = connectLive(cache, me.id, { onConnection: setConnection, onPresence: setPresence });
    live.current = connected;
    return connected.close;
  }, [cache, me.id]);
  useShortcuts(useMemo(() => ({ '?': () => setHelpOpen(true), Escape: () => setHelpOpen(false) }), []));

  const desk = useMemo<DeskContext>(
    () => ({
      me,
      connection,
      presence,
      typing: (conversationId) => live.current?.typing(conversationId),
      addMessages: (conversationId, messages) => live.current?.addMessages(conversationId, messages),
    }),
    [me, connection, presence],
  );
  const signOut = (): void => void request('DELETE', '/v1/agent/session').finally(onSignedOut);

  return (
    <DeskReact.Provider value={desk}>
      <div className="shell">
        <Rail me={me} onHelp={() => setHelpOpen(true)} onSignOut={signOut} />
        <Outlet />
        {isHelpOpen && <Help onClose={() => setHelpOpen(false)} />}
      </div>
    </DeskReact.Provider>
  );
}
