import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SureButtonProps {
  children: string;
  action: string;
  isBusy: boolean;
  onSure(): void;
}

/** A button for what cannot be undone: it asks once more, in its place. */
export function SureButton({ children, action, isBusy, onSure }: SureButtonProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  if (!isAsking)
    return (
      <button type="button" data-action={action} disabled={isBusy} onClick={() => setAsking(true)}>
        {children}
      </button>
    );
  return (
    <>
      <button
        type="button"
        className="danger"
        data-action={`${action}-sure`}
        autoFocus
        disabled={isBusy}
        onClick={onSure}
      >
        {t('team.really', { what: children })}
      </button>
      <button type="button" onClick={() => setAsking(false)}>
        {t('team.keep')}
      </button>
    </>
  );
}
