import type { ChangedMessage } from '@switchboard/contracts';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** Messages on which two models part; each opens its conversation. */
export function ChangedMessages({ messages }: { messages: readonly ChangedMessage[] }) {
  const { t } = useTranslation();
  if (messages.length === 0) return null;
  return (
    <ul className="changed">
      {messages.map(({ conversationId, text, live, candidate }, index) => (
        <li key={index}>
          <Link to="/conversations/$id" params={{ id: conversationId }}>
            {text}
          </Link>
          <span>
            <s>{live ?? t('learn.noIntent')}</s> → <b>{candidate ?? t('learn.noIntent')}</b>
          </span>
        </li>
      ))}
    </ul>
  );
}
