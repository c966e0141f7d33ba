import type { Company, StoredCompany } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCompany, saveCompany } from '../../api/settings';
import { HoursFields } from './hours-fields';
import { WelcomeFields } from './welcome-fields';

/** What the workspace is to its visitors: its name, its words, and when people are there. */
export function CompanyForm() {
  const { t } = useTranslation();
  const [savedVersion, setSavedVersion] = useState<string | null>(null);
  const stored = useQuery({ queryKey: ['settings', 'company'], queryFn: readCompany });
  if (stored.isPending) return <p className="soft">{t('loading')}</p>;
  if (stored.isLoadingError)
    return (
      <p>
        {t('loadFailed', { reason: stored.error.message })}{' '}
        <button onClick={() => void stored.refetch()}>{t('tryAgain')}</button>
      </p>
    );
  // Another version is another form: what somebody else has saved replaces it.
  const { version } = stored.data;
  return (
    <Form
      key={version}
      stored={stored.data}
      isSaved={version === savedVersion}
      onSaved={setSavedVersion}
      onReload={() => void stored.refetch()}
    />
  );
}

interface FormProps {
  stored: StoredCompany;
  /** What is shown was saved here, and not changed since. */
  isSaved: boolean;
  onSaved(version: string): void;
  onReload(): void;
}

function Form({ stored, isSaved, onSaved, onReload }: FormProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { version, ...initial } = stored;
  const [company, setCompany] = useState<Company>(initial);
  const isEdited = JSON.stringify(company) !== JSON.stringify(initial);
  const save = useMutation({
    mutationFn: () => saveCompany({ ...company, basedOn: version }),
    onSuccess(saved) {
      onSaved(saved.version);
      cache.setQueryData(['settings', 'company'], saved);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <form className="settings-form" data-part="company" onSubmit={submit}>
      <section>
        <h2>{t('company.title')}</h2>
        <p className="soft">{t('company.hint')}</p>
        <label className="field">
          <span>{t('company.name')}</span>
          <input
            name="company"
            required
            maxLength={80}
            value={company.name}
            onChange={(event) => setCompany({ ...company, name: event.target.value })}
          />
        </label>
        <WelcomeFields welcome={company.welcome} onChange={(welcome) => setCompany({ ...company, welcome })} />
        <HoursFields hours={company.hours} onChange={(hours) => setCompany({ ...company, hours })} />
        <p className="form-end">
          <button className="primary" data-action="save-company" disabled={!isEdited || save.isPending}>
            {t('save')}
          </button>
          {isEdited && <span className="soft small">{t('settingsPage.unsaved')}</span>}
          {isSaved && !isEdited && (
            <span className="soft small" role="status">
              {t('company.saved')}
            </span>
          )}
          {save.isError && (
            <span className="error" role="alert">
              {save.error.message}{' '}
              <button type="button" className="link" onClick={onReload}>
                {t('settingsPage.reload')}
              </button>
            </span>
          )}
        </p>
      </section>
    </form>
  );
}
