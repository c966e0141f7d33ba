import type { Conversation } from '@switchboard/contracts';
import type { TFunction } from 'i18next';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Holder } from '../shell/holder';

interface RowProps {
  conversation: Conversation;
  top: number;
  isSelected: boolean;
  onSelect(): void;
}

const minuteMs = 60_000;
const lateMinutes = 10;

/** 64 px: who holds it, name, the last words, how long somebody waits. */
export function Row({ conversation, top, isSelected, onSelect }: RowProps) {
  const { t } = useTranslation();
  const { id, lastMessage, waitingSince, updatedAt } = conversation;
  return (
    <button
      className="row"
      data-part="row"
      data-conversation-id={id}
      aria-current={isSelected}
      style={{ transform: `translateY(${top}px)` }}
      onClick={onSelect}
    >
      <Holder conversation={conversation} />
      <span className="name">{visitorName(conversation, t)}</span>
      {waitingSince === null ? (
        <time dateTime={updatedAt}>{shortTime(updatedAt)}</time>
      ) : (
        <Waited since={waitingSince} />
      )}
      <span className="last">
        {conversation.approvals > 0 && (
          <b className="mark approval-mark" data-part="approval-mark">
            {t('tools.waitsMark', { count: conversation.approvals })}
          </b>
        )}
        <Marks marks={conversation.marks} />
        {lastMessage === null ? t('noMessages') : lastMessage.text}
      </span>
    </button>
  );
}

/** What an agent should see before opening the conversation. */
const shownMarks = ['urgent', 'abusive', 'angry-again', 'angry'];

function Marks({ marks }: { marks: readonly string[] }) {
  const { t } = useTranslation();
  const first = shownMarks.find((mark) => marks.includes(mark));
  return first === undefined ? null : <b className={`mark ${first}`}>{t(`marks.${first}`)}</b>;
}

function Waited({ since }: { since: string }) {
  const { t } = useTranslation();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minuteMs / 4);
    return () => clearInterval(timer);
  }, []);
  const minutes = Math.max(0, Math.floor((now - Date.parse(since)) / minuteMs));
  return <span className={`waited ${minutes >= lateMinutes ? 'late' : ''}`}>{t('waited', { minutes })}</span>;
}

export function visitorName({ visitor }: Pick<Conversation, 'visitor'>, t: TFunction): string {
  return visitor.name ?? visitor.email ?? t('visitor', { id: visitor.id.slice(0, 4) });
}

function shortTime(at: string): string {
  const date = new Date(at);
  const isToday = date.toDateString() === new Date().toDateString();
  return isToday
    ? date.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })
    : date.toLocaleDateString([], { day: 'numeric', month: 'short' });
}
