import { useTranslation } from 'react-i18next';

interface LoadFailedProps {
  /** A query that has nothing to show. */
  of: { error: Error | null; refetch(): unknown };
  className?: string;
}

/** Why something could not be loaded, and a way to try again. */
export function LoadFailed({ of: { error, refetch }, className }: LoadFailedProps) {
  const { t } = useTranslation();
  return (
    <p className={className} role="alert">
      {t('loadFailed', { reason: error?.message })} <button onClick={() => void refetch()}>{t('tryAgain')}</button>
    </p>
  );
}
