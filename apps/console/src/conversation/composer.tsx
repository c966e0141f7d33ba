import type { AgentProfile, Conversation, Message, ReplySuggestion } from '@switchboard/contracts';
import { limits } from '@switchboard/contracts/limits';
import type { TFunction } from 'i18next';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './assist/assist.css';
import { AskKnowledge } from './assist/ask-knowledge';
import { ReplyTools } from './assist/reply-tools';
import { SuggestionBar } from './assist/suggestion-bar';
import { useRewrite } from './assist/use-rewrite';
import { keptDraft } from './kept-draft';
import { useOutgoing } from './use-outgoing';

interface ComposerProps {
  conversation: Conversation;
  me: AgentProfile;
  /** What the desk would say; null while there is nothing to show. */
  suggestion: ReplySuggestion | null;
  /** What the visitor wrote last. */
  question: string;
  onTakeOver(): void;
  onTyping(): void;
  onMessage(message: Message): void;
  onSource(documentId: string, heading?: string): void;
}

const typingEveryMs = 2_000;

/** Only the holder may write. Help stands around the field: it fills it, and never sends. */
export function Composer(props: ComposerProps) {
  const { conversation, me, suggestion, question, onTakeOver, onTyping, onMessage, onSource } = props;
  const { t } = useTranslation();
  const { id, owner } = conversation;
  const [draft, setDraft] = useState(() => keptDraft.read(id));
  const [takenId, setTaken] = useState<string | null>(null);
  const [dismissedId, setDismissed] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const lastTyping = useRef(0);
  const { outgoing, deliver, send: sendText } = useOutgoing(id, onMessage);
  const rewriting = useRewrite(id, (text) => replace(text));
  const isMine = owner.kind === 'agent' && owner.agentId === me.id;
  const isOffered = suggestion !== null && ![takenId, dismissedId].includes(suggestion.id);

  function write(text: string): void {
    setDraft(text);
    keptDraft.write(id, text);
    if (Date.now() - lastTyping.current < typingEveryMs) return;
    lastTyping.current = Date.now();
    onTyping();
  }
  /** By a command of the browser where it has one: its own undo then brings the old text back. */
  function replace(text: string): void {
    const area = field.current;
    area?.focus();
    area?.select();
    if (!document.execCommand('insertText', false, text)) write(text);
  }
  function take(): void {
    if (suggestion === null || suggestion.text === null) return;
    setTaken(suggestion.id);
    replace(draft.trim() === '' ? suggestion.text : `${draft.trimEnd()}\n${suggestion.text}`);
  }
  function send(): void {
    const text = draft.trim();
    if (text === '' || !isMine) return;
    sendText(text, takenId);
    write('');
    setTaken(null);
    rewriting.forget();
  }
  function onKey(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing || event.shiftKey) return;
    if (event.key === 'Tab' && draft === '' && isOffered && suggestion.state === 'ready') take();
    else if (event.key === 'Enter') send();
    else return;
    event.preventDefault();
  }

  return (
    <div className="composer">
      {outgoing.map((item) => (
        <p key={item.clientId} className="pending" role="status">
          <span className="words">{item.text}</span>{' '}
          {item.failed === null ? (
            <span className="soft">{t('sending')}</span>
          ) : (
            <span className="error">
              {t('notSent', { reason: item.failed })}{' '}
              <button className="link" onClick={() => deliver(item)}>
                {t('tryAgain')}
              </button>
            </span>
          )}
        </p>
      ))}
      {isMine ? (
        <>
          {isOffered && !isAsking && (
            <SuggestionBar
              suggestion={suggestion}
              onTake={take}
              onDismiss={() => setDismissed(suggestion.id)}
              onSource={onSource}
            />
          )}
          {isAsking && (
            <AskKnowledge
              question={question}
              onInsert={(text) => {
                setAsking(false);
                replace(draft.trim() === '' ? text : `${draft.trimEnd()}\n${text}`);
              }}
              onClose={() => (setAsking(false), field.current?.focus())}
            />
          )}
          <form
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <textarea
              ref={field}
              data-part="composer"
              rows={2}
              maxLength={limits.messageCharacters}
              value={draft}
              placeholder={t('replyPlaceholder')}
              aria-label={t('replyPlaceholder')}
              onChange={(event) => write(event.target.value)}
              onKeyDown={onKey}
            />
            <button className="primary" data-action="send" disabled={draft.trim() === ''}>
              {t('send')}
            </button>
          </form>
          <ReplyTools
            draft={draft}
            rewriting={rewriting}
            isAsking={isAsking}
            onAsk={() => setAsking(!isAsking)}
            onUndo={() => {
              if (rewriting.done !== null) replace(rewriting.done.before);
              rewriting.forget();
            }}
          />
        </>
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
