import { useTranslation } from 'react-i18next';

const hours = ['none', '1', '24', '168'] as const;

/** How often a source is read again. */
export function Schedule({ value, onChange }: { value: number | null; onChange(hours: number | null): void }) {
  const { t } = useTranslation();
  const chosen = hours.find((name) => name === String(value)) ?? 'none';
  return (
    <label>
      {t('knowledgePage.every')}
      <select value={chosen} onChange={({ target }) => onChange(target.value === 'none' ? null : Number(target.value))}>
        {hours.map((name) => (
          <option key={name} value={name}>
            {t(`knowledgePage.hours.${name}`)}
          </option>
        ))}
      </select>
    </label>
  );
}
