import { useTranslation } from 'react-i18next';
import { AiSettingsForm } from './ai-settings-form';
import './settings.css';

/** What people set for their workspace, one section a subject. */
export function SettingsPage() {
  const { t } = useTranslation();
  return (
    <main className="settings-page">
      <h1>{t('settings')}</h1>
      <AiSettingsForm />
    </main>
  );
}
