import { useEffect, useRef, useState } from 'preact/hooks';
import type { Delivery } from '../delivery/create-delivery';
import type { Words } from './words';

const longest = 4_000;
const warnFrom = 3_600;
const typingEveryMs = 2_000;

/** Enter sends, Shift+Enter breaks; the field grows to five lines. */
export function Composer({
  text,
  isOpen,
  asked,
  delivery,
}: {
  text: Words;
  isOpen: boolean;
  asked: boolean;
  delivery: Delivery;
}) {
  const [draft, setDraft] = useState('');
  const [isAsking, setAsking] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const lastTyping = useRef(0);
  useEffect(() => {
    if (isOpen) field.current?.focus();
  }, [isOpen]);
  useEffect(() => {
    const area = field.current;
    if (area === null) return;
    area.style.height = 'auto';
    area.style.height = `${Math.min(area.scrollHeight, 132)}px`;
  }, [draft]);

  function send(): void {
    if (draft.trim() === '') return;
    delivery.send(draft.trim());
    setDraft('');
    field.current?.focus();
  }
  function write(words: string): void {
    setDraft(words);
    if (Date.now() - lastTyping.current < typingEveryMs) return;
    lastTyping.current = Date.now();
    delivery.typing();
  }
  async function ask(): Promise<void> {
    setAsking(true);
    await delivery.requestPerson();
    setAsking(false);
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="field">
        <textarea
          ref={field}
          data-part="input"
          rows={1}
          maxLength={longest}
          value={draft}
          placeholder={text.placeholder}
          aria-label={text.placeholder}
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
            event.preventDefault();
            send();
          }}
        />
        <button type="submit" data-part="send" aria-label={text.send} disabled={draft.trim() === ''}>
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path
              d="M10 16V4M5 9l5-5 5 5"
              fill="none"
              stroke="currentColor"
              stroke-width="2"
              stroke-linecap="round"
              stroke-linejoin="round"
            />
          </svg>
        </button>
      </div>
      <div class="below">
        <button type="button" data-part="person" disabled={asked || isAsking} onClick={() => void ask()}>
          {asked ? text.asked : text.talk}
        </button>
        {draft.length > warnFrom && <span role="status">{text.left(longest - draft.length)}</span>}
      </div>
    </form>
  );
}
