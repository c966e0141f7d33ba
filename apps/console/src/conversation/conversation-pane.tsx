import type { AgentProfile, Conversation, Message } from '@switchboard/contracts';
import { type Thread, mergeMessages } from '@switchboard/contracts/thread';
import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Action, act, readConversation, readThread } from '../api/conversations';
import { ApiError } from '../api/request';
import { visitorName } from '../inbox/row';
import { applyConversation } from '../live/connect';
import { Holder } from '../shell/holder';
import { ConversationApprovals } from '../approvals/conversation-approvals';
import { LabelBar } from './assist/label-bar';
import { SummaryCard } from './assist/summary-card';
import { useSuggestion, waitingSeq } from './assist/use-suggestion';
import { Composer } from './composer';
import { MessageView } from './message-view';
import { LoadFailed } from '../shell/load-failed';

interface PaneProps {
  id: string;
  me: AgentProfile;
  /** Words of a reply that the bot is writing. */
  streaming: string | null;
  isTyping: boolean;
  onTyping(): void;
  onMessage(message: Message): void;
  onSource(documentId: string, heading?: string): void;
  onBack(): void;
}

export function ConversationPane({ id, me, streaming, isTyping, onTyping, onMessage, onSource, onBack }: PaneProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [notice, setNotice] = useState('');
  const end = useRef<HTMLDivElement>(null);
  const conversation = useQuery({ queryKey: ['conversation', id], queryFn: () => readConversation(id) });
  const thread = useQuery({ queryKey: ['thread', id], queryFn: () => readMerged(cache, id) });
  const action = useMutation({
    mutationFn: (name: Action) => act(id, name),
    onSuccess: (changed, name) => {
      applyConversation(cache, changed, me.id);
      setNotice(t(`done.${name}`));
    },
    onError: (error) => {
      const isConflict = error instanceof ApiError && error.problem.status === 409;
      setNotice(isConflict ? t('conflict', { reason: error.message }) : error.message);
      void cache.invalidateQueries({ queryKey: ['conversation', id] });
    },
  });
  const messages = thread.data?.messages ?? [];
  const owner = conversation.data?.owner;
  const isMine = owner?.kind === 'agent' && owner.agentId === me.id;
  const suggestion = useSuggestion(id, waitingSeq(messages), isMine);
  // In braces: newer browsers give a promise back, which is no cleanup.
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [messages.length, streaming, isTyping, suggestion?.state]);
  useEffect(() => {
    const timer = setTimeout(() => setNotice(''), 5_000);
    return () => clearTimeout(timer);
  }, [notice]);

  if (conversation.isPending || thread.isPending) return <p className="center soft">{t('loading')}</p>;
  if (conversation.isLoadingError) return <LoadFailed of={conversation} className="center" />;
  if (thread.isLoadingError) return <LoadFailed of={thread} className="center" />;
  return (
    <>
      <header className="top">
        <button className="back" aria-label={t('back')} onClick={onBack}>
          ‹
        </button>
        <h1>{visitorName(conversation.data, t)}</h1>
        <Holder conversation={conversation.data} withWord />
        <span className="grow" />
        <Actions conversation={conversation.data} me={me} isBusy={action.isPending} onAction={action.mutate} />
      </header>
      <SummaryCard id={id} messages={messages} />
      {isMine && <LabelBar id={id} suggestion={suggestion} />}
      <div className="thread" role="log" aria-live="polite" tabIndex={0} aria-label={visitorName(conversation.data, t)}>
        {messages.map((message, index) => (
          <MessageView
            key={message.seq}
            message={message}
            before={messages[index - 1]}
            answeredBy={messages.slice(index).find(({ turnId }) => turnId !== null)?.turnId ?? null}
            me={me}
            conversationId={id}
            onSource={onSource}
          />
        ))}
        {streaming !== null && (
          <article className="message desk bot streaming">
            <p className="meta">{t('writing')}</p>
            <div className="words">{streaming}</div>
          </article>
        )}
        <ConversationApprovals conversationId={id} />
        {isTyping && <p className="soft small">{t('typing')}</p>}
        <div ref={end} />
      </div>
      {notice !== '' && (
        <p className="toast" role="status">
          {notice}
        </p>
      )}
      <Composer
        key={id}
        conversation={conversation.data}
        me={me}
        suggestion={suggestion}
        question={messages.findLast(({ author }) => author.kind === 'visitor')?.text ?? ''}
        onSource={onSource}
        onTakeOver={() => action.mutate('take-over')}
        onTyping={onTyping}
        onMessage={onMessage}
      />
    </>
  );
}

/** Asked for anew after a break: what came live meanwhile stays. */
async function readMerged(cache: QueryClient, id: string): Promise<Thread> {
  const thread = await readThread(id);
  return mergeMessages(thread, cache.getQueryData<Thread>(['thread', id])?.messages ?? []).thread;
}

function Actions({
  conversation,
  me,
  isBusy,
  onAction,
}: {
  conversation: Conversation;
  me: AgentProfile;
  isBusy: boolean;
  onAction(action: Action): void;
}) {
  const { t } = useTranslation();
  const { owner, status } = conversation;
  const isMine = owner.kind === 'agent' && owner.agentId === me.id;
  return (
    <div className="actions">
      {!isMine && (
        <button className="primary" data-action="take-over" disabled={isBusy} onClick={() => onAction('take-over')}>
          {t('takeOver')} <kbd>t</kbd>
        </button>
      )}
      {isMine && (
        <button data-action="give-back" disabled={isBusy} onClick={() => onAction('give-back')}>
          {t('giveBack')} <kbd>g</kbd>
        </button>
      )}
      {status === 'open' && (
        <button data-action="resolve" disabled={isBusy} onClick={() => onAction('resolve')}>
          {t('resolve')} <kbd>e</kbd>
        </button>
      )}
    </div>
  );
}
