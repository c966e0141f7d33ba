import { type Company, interfaceLanguageSchema } from '@switchboard/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

type Welcome = Company['welcome'];

/** The widget's first words, by its language. */
export function WelcomeFields({ welcome, onChange }: { welcome: Welcome; onChange(welcome: Welcome): void }) {
  const { t } = useTranslation();
  return interfaceLanguageSchema.options.map((language) => {
    const words = welcome[language] ?? { greeting: '', suggestions: [] };
    const change = (changed: Partial<typeof words>): void =>
      onChange({ ...welcome, [language]: { ...words, ...changed } });
    return (
      <fieldset key={language} className="group" data-part="welcome" lang={language}>
        <legend>{t(`company.languages.${language}`)}</legend>
        <label className="field">
          <span>{t('company.greeting')}</span>
          <textarea
            name="greeting"
            rows={2}
            maxLength={500}
            value={words.greeting}
            onChange={(event) => change({ greeting: event.target.value })}
          />
        </label>
        <Suggestions suggestions={words.suggestions} onChange={(suggestions) => change({ suggestions })} />
        <label className="field">
          <span>{t('company.outOfScope')}</span>
          <textarea
            rows={2}
            maxLength={500}
            value={words.outOfScope ?? ''}
            placeholder={t('company.ownWords')}
            onChange={(event) => change({ outOfScope: event.target.value === '' ? undefined : event.target.value })}
          />
        </label>
      </fieldset>
    );
  });
}

interface SuggestionsProps {
  suggestions: readonly string[];
  onChange(suggestions: string[]): void;
}

function Suggestions({ suggestions, onChange }: SuggestionsProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(suggestions.join('\n'));
  return (
    <label className="field">
      <span>{t('company.suggestions')}</span>
      <small className="soft">{t('company.suggestionsHint')}</small>
      <textarea
        name="suggestions"
        rows={4}
        maxLength={330}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const lines = event.target.value.split('\n').map((line) => line.trim());
          onChange(lines.filter((line) => line !== ''));
        }}
      />
    </label>
  );
}
