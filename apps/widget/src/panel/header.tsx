import type { VisitorConversation, WidgetSession } from '@switchboard/contracts';
import type { Words } from './words';

interface HeaderProps {
  about: WidgetSession['workspace'] | null;
  conversation: VisitorConversation | null;
  connection: string;
  text: Words;
  onClose(): void;
}

/** Who answers now and what to expect: a line with a dot at its end, a colour, an icon and a word. */
export function Header({ about, conversation, connection, text, onClose }: HeaderProps) {
  const holder = holderOf(conversation, text);
  return (
    <header>
      <div class="who" data-part="holder" data-owner={holder.kind}>
        <svg viewBox="0 0 44 16" width="44" height="16" aria-hidden="true">
          <path d="M1 8h30" stroke="currentColor" stroke-width="2" stroke-linecap="round" />
          <circle
            cx="37"
            cy="8"
            r="5"
            fill={holder.kind === 'queue' ? 'none' : 'currentColor'}
            stroke="currentColor"
            stroke-width="2"
          />
        </svg>
        <div>
          <strong>{holder.name}</strong>
          <small>{connection === 'connecting' ? text.connecting : holder.hint}</small>
        </div>
      </div>
      <span class="company">{about?.name}</span>
      <button type="button" class="close" aria-label={text.close} onClick={onClose}>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <path d="M3 3l10 10M13 3L3 13" stroke="currentColor" stroke-width="1.8" stroke-linecap="round" />
        </svg>
      </button>
    </header>
  );
}

function holderOf(conversation: VisitorConversation | null, text: Words): { kind: string; name: string; hint: string } {
  if (conversation?.status === 'resolved') return { kind: 'resolved', name: text.resolved, hint: text.resolvedHint };
  const owner = conversation?.owner ?? { kind: 'bot' as const };
  if (owner.kind === 'agent') return { kind: 'agent', name: text.person(owner.name), hint: text.personHint };
  if (owner.kind === 'queue')
    return { kind: 'queue', name: text.queue, hint: owner.openNow ? text.queueHint(owner.place) : text.queueClosed };
  return { kind: 'bot', name: text.bot, hint: text.botHint };
}
