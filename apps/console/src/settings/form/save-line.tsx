import { useTranslation } from 'react-i18next';
import type { Saving, Versioned } from './stored-form';

interface SaveLineProps<Stored extends Versioned, Input> {
  saving: Saving<Stored, Input>;
  isEdited: boolean;
  /** What saving means: from when it holds. */
  saved: string;
  action: string;
}

/** The end of a form: the button, and whether what is shown is what holds. */
export function SaveLine<Stored extends Versioned, Input>({
  saving: { save, isSaved, reload },
  isEdited,
  saved,
  action,
}: SaveLineProps<Stored, Input>) {
  const { t } = useTranslation();
  return (
    <>
      <button className="primary" data-action={action} disabled={!isEdited || save.isPending}>
        {t('save')}
      </button>
      {isEdited && <span className="soft small">{t('settingsPage.unsaved')}</span>}
      {isSaved && !isEdited && (
        <span className="soft small" role="status">
          {saved}
        </span>
      )}
      {save.isError && (
        <span className="error" role="alert">
          {save.error.message}{' '}
          <button type="button" className="link" onClick={reload}>
            {t('settingsPage.reload')}
          </button>
        </span>
      )}
    </>
  );
}
