import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/request';

/** Why a file was not taken, with its bad rows, until somebody closes it. */
export function ImportFailure({ error, onClose }: { error: Error; onClose(): void }) {
  const { t } = useTranslation();
  const rows = error instanceof ApiError ? (error.problem.errors ?? []) : [];
  return (
    <section className="panel import-failure" role="alert" data-part="import-failure">
      <p className="error">
        {rows.length > 1 ? t('learn.importBadRows') : t('learn.importFailed', { reason: error.message })}
      </p>
      {rows.length > 1 && (
        <ul>
          {rows.map(({ path, message }) => (
            <li key={path}>
              <code>{path}</code> {message}
            </li>
          ))}
        </ul>
      )}
      <button onClick={onClose}>{t('learn.close')}</button>
    </section>
  );
}
