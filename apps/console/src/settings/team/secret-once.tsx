import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface SecretOnceProps {
  /** What it is and whom it belongs to. */
  label: string;
  secret: string;
  onClose(): void;
}

/** A secret that nobody can read a second time, with a way to take it along. */
export function SecretOnce({ label, secret, onClose }: SecretOnceProps) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = (): void => void navigator.clipboard.writeText(secret).then(() => setCopied(true));
  return (
    <div className="secret" role="status" data-part="secret">
      <p>
        {label} <code>{secret}</code>
      </p>
      <p className="soft small">{t('team.once')}</p>
      <button type="button" onClick={copy}>
        {t(isCopied ? 'team.copied' : 'team.copy')}
      </button>{' '}
      <button type="button" onClick={onClose}>
        {t('team.done')}
      </button>
    </div>
  );
}
