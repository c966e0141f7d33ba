import { useTranslation } from 'react-i18next';
import type { Notice } from './use-notice';

export function Toast({ notice, onUndo }: { notice: Notice | null; onUndo(): void }) {
  const { t } = useTranslation();
  if (notice === null) return null;
  return (
    <p className="toast" role="status" data-part="notice">
      {notice.text}{' '}
      {notice.undo !== undefined && (
        <button className="toast-undo" data-action="undo" onClick={onUndo}>
          {t('learn.undo')} <kbd>z</kbd>
        </button>
      )}
    </p>
  );
}
