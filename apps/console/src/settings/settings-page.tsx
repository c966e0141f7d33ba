import { useTranslation } from 'react-i18next';
import { useDesk } from '../shell/desk-context';
import { AiSettingsForm } from './ai-settings-form';
import { CompanyForm } from './company/company-form';
import { KeysSection } from './team/keys-section';
import { TeamSection } from './team/team-section';
import './settings.css';

/** What people set for their workspace, one section a subject. */
export function SettingsPage() {
  const { t } = useTranslation();
  const { me } = useDesk();
  return (
    <main className="settings-page">
      <h1>{t('settings')}</h1>
      {me.role === 'lead' && <CompanyForm />}
      <TeamSection />
      {me.role === 'lead' && <KeysSection />}
      <AiSettingsForm />
    </main>
  );
}
