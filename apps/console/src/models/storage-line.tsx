import type { ModelStorage } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';

/** What the files of models take on the disk, and what is left of it. */
export function StorageLine({ storage: { bytes, freeBytes } }: { storage: ModelStorage }) {
  const { t } = useTranslation();
  return (
    <p className="storage soft small" data-part="storage">
      {t('learn.storage', { used: megabytes(bytes) })}
      {freeBytes !== null && ` ${t('learn.storageFree', { free: megabytes(freeBytes) })}`}
    </p>
  );
}

/** In the unit that has a figure before the point. */
export function megabytes(bytes: number): string {
  if (bytes >= 1e9) return `${(bytes / 1e9).toFixed(bytes >= 1e10 ? 0 : 1)} GB`;
  return `${(bytes / 1e6).toFixed(bytes >= 1e7 ? 0 : 1)} MB`;
}
