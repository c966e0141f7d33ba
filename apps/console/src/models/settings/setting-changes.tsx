import type { ModelSettingsReport } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';
import { whenOf } from '../when-of';

/** Who changed what: settings decide what visitors are told. */
export function SettingChanges({ changes }: Pick<ModelSettingsReport, 'changes'>) {
  const { t } = useTranslation();
  if (changes.length === 0) return <p className="soft small">{t('learn.settings.neverChanged')}</p>;
  return (
    <details className="history">
      <summary>{t('learn.settings.changes')}</summary>
      <ol data-part="setting-changes">
        {changes.map(({ version, by, at, changed }) => (
          <li key={version}>
            {changed.map(({ setting, from, to }) => (
              <span key={setting}>
                {t(`learn.settings.names.${setting.replace('.', '-')}`)}: <s>{figure(setting, from)}</s> →{' '}
                <b>{figure(setting, to)}</b>
              </span>
            ))}
            <span className="soft small">
              {whenOf(at)} {t('learn.by', { name: by })}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

const counts = ['gate.minimumTestRows', 'keepDays'];
const figure = (setting: string, value: number): string =>
  counts.includes(setting) ? String(value) : `${Math.round(value * 1_000) / 10} %`;
