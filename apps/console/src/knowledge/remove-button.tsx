import { useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks before it removes, in place. */
export function RemoveButton({ question, onRemove }: { question: string; onRemove(): Promise<void> }) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  if (!isAsking)
    return (
      <button data-action="remove" onClick={() => setAsking(true)}>
        {t('knowledgePage.remove')}
      </button>
    );
  return (
    <span className="asking" role="alertdialog" aria-label={question}>
      {question}{' '}
      <button
        className="danger"
        autoFocus
        onClick={() =>
          void onRemove().catch((error: unknown) => setFault(error instanceof Error ? error.message : String(error)))
        }
      >
        {t('knowledgePage.remove')}
      </button>
      <button onClick={() => setAsking(false)}>{t('knowledgePage.cancel')}</button>
      {fault !== null && <span className="error">{fault}</span>}
    </span>
  );
}
