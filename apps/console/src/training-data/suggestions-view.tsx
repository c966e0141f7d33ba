import type { Suggestion } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addRow, readSuggestions } from '../api/learning';
import type { DatasetChanges } from './use-dataset-changes';
import { LoadFailed } from '../shell/load-failed';

/** Groups of messages that nobody answered; a group with a name becomes an intent. */
export function SuggestionsView({ changes }: { changes: DatasetChanges }) {
  const { t } = useTranslation();
  const { data, isPending, error, refetch } = useQuery({ queryKey: ['suggestions'], queryFn: readSuggestions });
  if (isPending) return <p className="soft pad">{t('loading')}</p>;
  if (error !== null) return <LoadFailed of={{ error, refetch }} className="pad" />;
  if (data.items.length === 0) return <p className="soft pad">{t('learn.noSuggestions')}</p>;
  return (
    <div className="findings">
      <p className="soft pad">{t('learn.suggestionsHint', { looked: data.looked })}</p>
      {data.items.map((suggestion) => (
        <Group
          key={suggestion.messages[0]?.conversationId}
          suggestion={suggestion}
          changes={changes}
          onMade={() => void refetch()}
        />
      ))}
    </div>
  );
}

function Group({
  suggestion: { name: suggested, messages },
  changes,
  onMade,
}: {
  suggestion: Suggestion;
  changes: DatasetChanges;
  onMade(): void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(suggested);
  const make = async (): Promise<void> => {
    for (const { text, conversationId, messageSeq } of messages)
      await addRow({ text, intent: name, origin: { conversationId, messageSeq } });
    changes.done({ text: t('learn.madeIntent', { count: messages.length, intent: name }) });
    onMade();
  };
  return (
    <section className="finding" data-part="suggestion">
      <h3>
        <input
          className="name"
          aria-label={t('learn.nameIntent')}
          maxLength={80}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <b>{messages.length}</b>
        <span className="grow" />
        <button disabled={name.trim() === ''} onClick={() => void make()}>
          {t('learn.makeIntent', { intent: name })}
        </button>
      </h3>
      <ul>
        {messages.map(({ conversationId, messageSeq, text }) => (
          <li key={`${conversationId} ${messageSeq}`}>
            <p>
              <Link to="/conversations/$id" params={{ id: conversationId }}>
                {text}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
