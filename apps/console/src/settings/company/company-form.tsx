import type { Company, SaveCompany, StoredCompany } from '@switchboard/contracts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readCompany, saveCompany } from '../../api/settings';
import { SaveLine } from '../form/save-line';
import { type Saving, StoredForm } from '../form/stored-form';
import { HoursFields } from './hours-fields';
import { WelcomeFields } from './welcome-fields';

/** What the workspace is to its visitors: its name, its words, and when people are there. */
export const CompanyForm = () => (
  <StoredForm name="company" read={readCompany} write={saveCompany}>
    {(stored, saving) => <Form key={stored.version} stored={stored} saving={saving} />}
  </StoredForm>
);

function Form({ stored, saving }: { stored: StoredCompany; saving: Saving<StoredCompany, SaveCompany> }) {
  const { t } = useTranslation();
  const { version, ...initial } = stored;
  const [company, setCompany] = useState<Company>(initial);
  const isEdited = JSON.stringify(company) !== JSON.stringify(initial);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.save.mutate({ ...company, basedOn: version });
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
        <div className="form-end">
          <SaveLine saving={saving} isEdited={isEdited} saved={t('company.saved')} action="save-company" />
        </div>
      </section>
    </form>
  );
}
