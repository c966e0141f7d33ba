import type { InterfaceLanguage } from '@switchboard/contracts';
import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Delivery, DeliveryState } from '../delivery/create-delivery';
import { Composer } from './composer';
import { Header } from './header';
import { MessageView, Pending, Streaming, Withdrawn } from './message-view';
import { words } from './words';

interface PanelProps {
  state: DeliveryState;
  delivery: Delivery;
  language: InterfaceLanguage;
  /** The address of the help centre. */
  help: string;
  isOpen: boolean;
  onClose(): void;
}

export function Panel({ state, delivery, language, help, isOpen, onClose }: PanelProps) {
  const text = words[language];
  const end = useRef<HTMLDivElement>(null);
  const { thread, outbox, streaming, withdrawn, typing, place, conversation, about, connection } = state;
  const lastSeq = thread.messages.at(-1)?.seq ?? 0;
  useEffect(() => {
    end.current?.scrollIntoView({ block: 'end' });
  }, [lastSeq, outbox.length, streaming?.text, typing, place, isOpen]);

  const isEmpty = thread.messages.length === 0 && outbox.length === 0;
  const asked = conversation !== null && conversation.owner.kind !== 'bot';
  return (
    <section
      data-part="panel"
      role="dialog"
      aria-label={about?.name ?? text.messages}
      hidden={!isOpen}
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <Header about={about} conversation={conversation} connection={connection} text={text} onClose={onClose} />
      {connection === 'offline' && (
        <p data-part="offline" role="status">
          {text.offline}
        </p>
      )}
      <div class="log" role="log" aria-live="polite" aria-label={text.messages} tabIndex={0}>
        {isEmpty && about !== null && (
          <div class="welcome">
            <p>{about.greeting}</p>
            {about.suggestions.map((suggestion) => (
              <button type="button" class="choice" key={suggestion} onClick={() => delivery.send(suggestion)}>
                {suggestion}
              </button>
            ))}
          </div>
        )}
        {thread.messages.map((message) => (
          <Fragment key={message.seq}>
            <MessageView
              message={message}
              isLast={message.seq === lastSeq}
              help={help}
              text={text}
              onChoose={(choice) => delivery.send(choice)}
              onRate={(seq, rating) => void delivery.rate(seq, rating)}
            />
            {withdrawn?.afterSeq === message.seq && <Withdrawn words={withdrawn.text} text={text} />}
          </Fragment>
        ))}
        {outbox.map((item) => (
          <Pending key={item.clientId} item={item} text={text} onTake={() => delivery.take(item.clientId)} />
        ))}
        {streaming !== null && <Streaming words={streaming.text} text={text} onStop={delivery.stop} />}
        {place !== null && (
          <p class="event" role="status">
            {text.place(place)}
          </p>
        )}
        {typing && streaming === null && (
          <p class="typing" aria-label={text.typing}>
            <i />
            <i />
            <i />
          </p>
        )}
        <div ref={end} />
      </div>
      <Composer text={text} isOpen={isOpen} asked={asked} delivery={delivery} />
    </section>
  );
}
