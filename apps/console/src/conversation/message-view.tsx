import type { AgentProfile, Message } from '@switchboard/contracts';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LabelMessage } from './label-message';
import { Why } from '../why/why';

interface MessageProps {
  message: Message;
  before: Message | undefined;
  /** The turn that answered a visitor's message. */
  answeredBy: string | null;
  me: AgentProfile;
  conversationId: string;
  onSource(documentId: string, heading?: string): void;
}

export function MessageView({ message, before, answeredBy, me, conversationId, onSource }: MessageProps) {
  const day = new Date(message.createdAt).toDateString();
  const isNewDay = before === undefined || new Date(before.createdAt).toDateString() !== day;
  return (
    <>
      {isNewDay && (
        <p className="day">
          {new Date(message.createdAt).toLocaleDateString([], { weekday: 'long', day: 'numeric', month: 'long' })}
        </p>
      )}
      {message.event === null ? (
        <Words message={message} answeredBy={answeredBy} me={me} conversationId={conversationId} onSource={onSource} />
      ) : (
        <Event message={message} />
      )}
    </>
  );
}

function Event({ message: { seq, event } }: { message: Message }) {
  const { t } = useTranslation();
  if (event === null) return null;
  const reason = 'reason' in event ? t(`reasons.${event.reason}`, { defaultValue: event.reason }) : '';
  const name = 'agentName' in event ? event.agentName : '';
  return (
    <p className="event" data-part="message" data-seq={seq} data-author="system">
      {t(`events.${event.type}`, { name, reason })}
    </p>
  );
}

function Words({ message, answeredBy, me, conversationId, onSource }: Omit<MessageProps, 'before'>) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { author, seq, text, citations, turnId, createdAt, rating } = message;
  const side = author.kind === 'visitor' ? 'visitor' : 'desk';
  const name =
    author.kind === 'agent'
      ? author.agentId === me.id
        ? t('you')
        : author.name
      : author.kind === 'bot'
        ? t('ai')
        : t('visitorName');
  return (
    <article className={`message ${side} ${author.kind}`} data-part="message" data-seq={seq} data-author={author.kind}>
      <p className="meta">
        <b>{name}</b>{' '}
        <time dateTime={createdAt}>
          {new Date(createdAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}
        </time>
        {rating && <span className={`rated ${rating}`}> · {t(`rated.${rating}`)}</span>}
      </p>
      <div className="words">{withChips(text, message, onSource)}</div>
      {citations.length > 0 && (
        <p className="sources">
          {citations.map(({ number, documentId, title, quote, heading }) => (
            <button key={number} className="link" title={quote} onClick={() => onSource(documentId, heading)}>
              <span className="chip">{number}</span> {title}
            </button>
          ))}
        </p>
      )}
      {author.kind === 'visitor' && <LabelMessage message={message} turnId={answeredBy} />}
      {turnId !== null && (
        <>
          <button className="link why-button" data-part="why" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t('why')}
          </button>
          {isOpen && <Why conversationId={conversationId} turnId={turnId} />}
        </>
      )}
    </article>
  );
}

/** Numbers such as [1] become chips that open the source beside the conversation. */
function withChips(
  text: string,
  { citations }: Message,
  onSource: (documentId: string, heading?: string) => void,
): ReactNode[] {
  return text.split(/(\[\d{1,2}\])/).map((part, index) => {
    const number = Number(/^\[(\d+)\]$/.exec(part)?.[1]);
    const citation = citations.find((item) => item.number === number);
    if (citation === undefined) return part;
    return (
      <button
        key={index}
        className="chip"
        title={citation.quote}
        aria-label={citation.title}
        onClick={() => onSource(citation.documentId, citation.heading)}
      >
        {number}
      </button>
    );
  });
}
