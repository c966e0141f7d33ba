import { useTranslation } from 'react-i18next';

interface NameFieldProps {
  name: string;
  onChange(name: string): void;
  autoFocus?: boolean;
  placeholder?: string;
}

/** What a connection is called: the names of its tools begin with it. */
export function NameField({ name, onChange, ...shown }: NameFieldProps) {
  const { t } = useTranslation();
  return (
    <label>
      {t('tools.name')}
      <input
        {...shown}
        required
        name="connection-name"
        maxLength={18}
        pattern="[a-z][a-z0-9_]*"
        title={t('tools.nameRule')}
        value={name}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
