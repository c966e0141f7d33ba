import type { Citation, Message, Rating } from '@switchboard/contracts';
import { citationHref } from '@switchboard/contracts/citation-href';
import type { ComponentChildren } from 'preact';
import type { OutboxItem } from '../delivery/outbox';
import type { Words } from './words';

interface MessageProps {
  message: Message;
  isLast: boolean;
  /** The address of the help centre. */
  help: string;
  text: Words;
  onChoose(text: string): void;
  onRate(seq: number, rating: Rating | null): void;
}

export function MessageView({ message, isLast, help, text, onChoose, onRate }: MessageProps) {
  const { author, seq, event, citations, choices } = message;
  if (event !== null) {
    const say = text.events[event.type];
    return (
      <p class="event" data-part="message" data-seq={seq} data-author="system">
        {typeof say === 'string' ? say : say('agentName' in event ? event.agentName : '')}
      </p>
    );
  }
  return (
    <article class={`message ${author.kind}`} data-part="message" data-seq={seq} data-author={author.kind}>
      <Meta message={message} text={text} />
      <div class="words">{withChips(message.text, citations, help)}</div>
      {citations.length > 0 && <Sources citations={citations} help={help} label={text.sources} />}
      {author.kind === 'bot' && <Helped message={message} text={text} onRate={onRate} />}
      {isLast && choices.length > 0 && (
        <div class="choices">
          {choices.map((choice) => (
            <button type="button" class="choice" key={choice.label} onClick={() => onChoose(choice.text)}>
              {choice.label}
            </button>
          ))}
        </div>
      )}
    </article>
  );
}

/** Two quiet buttons; a second press takes it back. */
function Helped({ message: { seq, rating }, text, onRate }: Pick<MessageProps, 'message' | 'text' | 'onRate'>) {
  const button = (value: Rating, label: string, path: string) => (
    <button
      type="button"
      data-part={value}
      aria-label={label}
      title={label}
      aria-pressed={rating === value}
      onClick={() => onRate(seq, rating === value ? null : value)}
    >
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
  return (
    <div class="helped">
      {button('helpful', text.helpful, 'M5 14V7l3-5c1 0 2 .6 2 2v2.5h3.5l-1 7.5z M5 7H2.5v7H5')}
      {button('not-helpful', text.notHelpful, 'M11 2v7l-3 5c-1 0-2-.6-2-2V9.5H2.5l1-7.5z M11 9h2.5V2H11')}
    </div>
  );
}

function Meta({ message: { author, createdAt }, text }: { message: Message; text: Words }) {
  const time = new Date(createdAt).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return (
    <div class="meta">
      {author.kind === 'bot' && <span class="tag">{text.ai}</span>}
      {author.kind === 'agent' && <b>{author.name}</b>}
      {author.kind === 'visitor' && <span class="hidden">{text.you}</span>}
      <time dateTime={createdAt}>{time}</time>
    </div>
  );
}

/** Numbers such as [1] become links to their source. */
function withChips(words: string, citations: readonly Citation[], help: string): ComponentChildren[] {
  return words.split(/(\[\d{1,2}\])/).map((part) => {
    const number = Number(/^\[(\d+)\]$/.exec(part)?.[1]);
    const citation = citations.find((item) => item.number === number);
    if (citation === undefined) return part;
    return (
      <a
        class="chip"
        href={citationHref(citation, help)}
        target="_blank"
        rel="noopener"
        title={citation.quote}
        aria-label={citation.title}
      >
        {number}
      </a>
    );
  });
}

function Sources({ citations, help, label }: { citations: readonly Citation[]; help: string; label: string }) {
  return (
    <p class="sources">
      <span class="hidden">{label}: </span>
      {citations.map((citation) => (
        <a
          key={citation.number}
          data-part="citation"
          href={citationHref(citation, help)}
          target="_blank"
          rel="noopener"
          title={citation.quote}
        >
          {citation.title}
        </a>
      ))}
    </p>
  );
}

/** A message the desk has not acknowledged yet, or has refused. */
export function Pending({ item, text, onTake }: { item: OutboxItem; text: Words; onTake(): void }) {
  return (
    <article class="message visitor pending" data-part="pending">
      <div class="words">{item.text}</div>
      <div class="meta">
        {item.refused === undefined ? (
          <span>{text.sending}</span>
        ) : (
          <span class="refused">
            {text.refused}: {item.refused}{' '}
            <button type="button" onClick={onTake}>
              {text.edit}
            </button>
          </span>
        )}
      </div>
    </article>
  );
}

/** A reply that is being written. */
export function Streaming({ words, text, onStop }: { words: string; text: Words; onStop(): void }) {
  return (
    <article class="message bot streaming" data-part="streaming">
      <div class="meta">
        <span class="tag">{text.ai}</span>
        <button type="button" class="stop" data-part="stop" onClick={onStop}>
          {text.stop}
        </button>
      </div>
      <div class="words">{withoutChips(words)}</div>
    </article>
  );
}

/** Words that were shown and then taken back. */
export function Withdrawn({ words, text }: { words: string; text: Words }) {
  return (
    <article class="message bot withdrawn" data-part="withdrawn">
      <div class="meta">
        <span class="tag">{text.ai}</span>
        <span>{text.withdrawn}</span>
      </div>
      <div class="words">
        <s>{withoutChips(words)}</s>
      </div>
    </article>
  );
}

const withoutChips = (words: string): string => words.replace(/\s*\[\d{1,2}\]/g, '');
