import type { AgentProfile, Conversation, Message } from '@switchboard/contracts';
import { limits } from '@switchboard/contracts/limits';
import type { TFunction } from 'i18next';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { reply } from '../api/conversations';
import { ApiError } from '../api/request';
import { useDesk } from '../shell/desk-context';
import { keptDraft } from './kept-draft';

interface ComposerProps {
  conversation: Conversation;
  me: AgentProfile;
  onTakeOver(): void;
  onTyping(): void;
  onMessage(message: Message): void;
}

interface Pending {
  clientId: string;
  text: string;
  failed: string | null;
  /** What failed was the way, not the message: it is sent again when the desk is reached again. */
  isPassing?: boolean;
}

const typingEveryMs = 2_000;
const triesBeforeAsking = 3;

/** Only the holder may write; a message keeps its client id over every try, so that none is doubled. */
export function Composer({ conversation, me, onTakeOver, onTyping, onMessage }: ComposerProps) {
  const { t } = useTranslation();
  const { id, owner } = conversation;
  const [draft, setDraft] = useState(() => keptDraft.read(id));
  const [pending, setPending] = useState<Pending[]>([]);
  const lastTyping = useRef(0);
  const isMine = owner.kind === 'agent' && owner.agentId === me.id;

  function write(text: string): void {
    setDraft(text);
    keptDraft.write(id, text);
    if (Date.now() - lastTyping.current < typingEveryMs) return;
    lastTyping.current = Date.now();
    onTyping();
  }
  async function deliver({ clientId, text }: Pending, tries = 1): Promise<void> {
    setPending((items) => items.map((item) => (item.clientId === clientId ? { ...item, failed: null } : item)));
    try {
      onMessage(await reply(id, clientId, text));
      setPending((items) => items.filter((item) => item.clientId !== clientId));
    } catch (error) {
      const isPassing = error instanceof ApiError && (error.problem.status === 0 || error.problem.status >= 500);
      if (isPassing && tries < triesBeforeAsking)
        return void setTimeout(() => void deliver({ clientId, text, failed: null }, tries + 1), tries * 1_500);
      const failed = error instanceof Error ? error.message : String(error);
      setPending((items) => items.map((item) => (item.clientId === clientId ? { ...item, failed, isPassing } : item)));
    }
  }
  const { connection } = useDesk();
  const sendAgain = useEffectEvent(() => {
    for (const item of pending) if (item.failed !== null && item.isPassing === true) void deliver(item);
  });
  useEffect(() => {
    if (connection === 'online') sendAgain();
  }, [connection]);
  function send(): void {
    const text = draft.trim();
    if (text === '' || !isMine) return;
    const item = { clientId: crypto.randomUUID(), text, failed: null };
    setPending((items) => [...items, item]);
    write('');
    void deliver(item);
  }

  return (
    <div className="composer">
      {pending.map((item) => (
        <p key={item.clientId} className="pending" role="status">
          <span className="words">{item.text}</span>{' '}
          {item.failed === null ? (
            <span className="soft">{t('sending')}</span>
          ) : (
            <span className="error">
              {t('notSent', { reason: item.failed })}{' '}
              <button className="link" onClick={() => void deliver(item)}>
                {t('tryAgain')}
              </button>
            </span>
          )}
        </p>
      ))}
      {isMine ? (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <textarea
            data-part="composer"
            rows={2}
            maxLength={limits.messageCharacters}
            value={draft}
            placeholder={t('replyPlaceholder')}
            aria-label={t('replyPlaceholder')}
            onChange={(event) => write(event.target.value)}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
              event.preventDefault();
              send();
            }}
          />
          <button className="primary" data-action="send" disabled={draft.trim() === ''}>
            {t('send')}
          </button>
        </form>
      ) : (
        <p className="not-mine">
          <span>{heldBy(conversation, t)}</span>
          <button onClick={onTakeOver}>{t('takeOverToReply')}</button>
        </p>
      )}
    </div>
  );
}

function heldBy({ owner, status }: Conversation, t: TFunction): string {
  if (status === 'resolved') return t('resolvedNote');
  if (owner.kind === 'agent') return t('heldBy', { name: owner.name });
  return t(owner.kind === 'bot' ? 'heldByBot' : 'heldByQueue');
}
