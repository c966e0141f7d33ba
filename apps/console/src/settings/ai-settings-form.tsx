import type { AiSettings, SaveAiSettings, StoredAiSettings } from '@switchboard/contracts';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readAiSettings, saveAiSettings } from '../api/settings';
import { SaveLine } from './form/save-line';
import { type Saving, StoredForm } from './form/stored-form';

/** What large models may do and say, what people are helped with, and what it may cost. */
export const AiSettingsForm = () => (
  <StoredForm name="ai" read={readAiSettings} write={saveAiSettings}>
    {(stored, saving) => <Form key={stored.version} stored={stored} saving={saving} />}
  </StoredForm>
);

const limitNames = ['turnTokens', 'conversationTokensPerDay', 'visitorTokensPerDay', 'workspaceTokensPerDay'] as const;

function Form({ stored, saving }: { stored: StoredAiSettings; saving: Saving<StoredAiSettings, SaveAiSettings> }) {
  const { t } = useTranslation();
  const { version, ...initial } = stored;
  const [settings, setSettings] = useState<AiSettings>(initial);
  const [phrases, setPhrases] = useState({
    promises: initial.output.promises.join('\n'),
    never: initial.output.never.join('\n'),
  });
  const output = { ...settings.output, promises: linesOf(phrases.promises), never: linesOf(phrases.never) };
  const edited = { ...settings, output };
  const isEdited = JSON.stringify(edited) !== JSON.stringify(initial);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    saving.save.mutate({ ...edited, basedOn: version });
  };
  const setLimit = (name: keyof AiSettings['llmLimits'], value: number | null): void =>
    setSettings({ ...settings, llmLimits: { ...settings.llmLimits, [name]: value } });
  return (
    <form className="settings-form" data-part="ai-settings" onSubmit={submit}>
      <section>
        <h2>{t('settingsPage.ai')}</h2>
        <p className="soft">{t('settingsPage.aiHint')}</p>
        <Check
          label={t('settingsPage.llmEnabled')}
          isOn={settings.llmEnabled}
          onChange={(llmEnabled) => setSettings({ ...settings, llmEnabled })}
        />
        <label className="field">
          <span>{t('settingsPage.longest')}</span>
          <input
            type="number"
            name="maxCharacters"
            min={100}
            max={4_000}
            required
            value={settings.output.maxCharacters}
            onChange={(event) =>
              setSettings({ ...settings, output: { ...settings.output, maxCharacters: event.target.valueAsNumber } })
            }
          />
        </label>
        {(['promises', 'never'] as const).map((name) => (
          <label key={name} className="field">
            <span>{t(`settingsPage.${name}`)}</span>
            <small className="soft">{t(`settingsPage.${name}Hint`)}</small>
            <textarea
              name={name}
              rows={6}
              maxLength={20_000}
              value={phrases[name]}
              onChange={(event) => setPhrases({ ...phrases, [name]: event.target.value })}
            />
          </label>
        ))}
      </section>
      <section>
        <h2>{t('settingsPage.people')}</h2>
        {(['suggestions', 'summaries'] as const).map((name) => (
          <Check
            key={name}
            label={t(`settingsPage.${name}`)}
            isOn={settings.assist[name]}
            onChange={(isOn) => setSettings({ ...settings, assist: { ...settings.assist, [name]: isOn } })}
          />
        ))}
      </section>
      <section>
        <h2>{t('settingsPage.limits')}</h2>
        {limitNames.map((name) => (
          <label key={name} className="field">
            <span>{t(`settingsPage.${name}`)}</span>
            <input
              type="number"
              min={1}
              required
              value={settings.llmLimits[name]}
              onChange={(event) => setLimit(name, event.target.valueAsNumber)}
            />
          </label>
        ))}
        <label className="field">
          <span>{t('settingsPage.workspaceCostPerDay')}</span>
          <input
            type="number"
            min={0.01}
            step={0.01}
            value={settings.llmLimits.workspaceCostPerDay ?? ''}
            onChange={(event) =>
              setLimit('workspaceCostPerDay', event.target.value === '' ? null : event.target.valueAsNumber)
            }
          />
        </label>
      </section>
      <footer>
        <SaveLine saving={saving} isEdited={isEdited} saved={t('settingsPage.saved')} action="save-settings" />
      </footer>
    </form>
  );
}

function Check({ label, isOn, onChange }: { label: string; isOn: boolean; onChange(isOn: boolean): void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={isOn} onChange={(event) => onChange(event.target.checked)} /> {label}
    </label>
  );
}

const linesOf = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
