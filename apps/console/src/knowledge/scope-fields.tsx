import type { ArticleScope } from '@switchboard/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from './field';

const languages = ['en', 'zh', 'de', 'fr', 'es', 'it', 'nl', 'pt', 'ja', 'ko'];

interface ScopeProps {
  value: ArticleScope;
  onChange(value: ArticleScope): void;
}

/** In which language articles are, for whom, and about which products. */
export function ScopeFields({ value, onChange }: ScopeProps) {
  const { t } = useTranslation();
  const { language, audiences, products } = value;
  const offered = [...new Set([...languages, ...(language === null ? [] : [language])])];
  return (
    <>
      <Field label={t('knowledgePage.language')}>
        <select
          data-part="language"
          value={language ?? ''}
          onChange={({ target }) => onChange({ ...value, language: target.value === '' ? null : target.value })}
        >
          <option value="">{t('knowledgePage.languageAuto')}</option>
          {offered.map((code) => (
            <option key={code}>{code}</option>
          ))}
        </select>
      </Field>
      <Labels
        label={t('knowledgePage.audiences')}
        hint={t('knowledgePage.audiencesHint')}
        part="audiences"
        value={audiences}
        onChange={(names) => onChange({ ...value, audiences: names })}
      />
      <Labels
        label={t('knowledgePage.products')}
        hint={t('knowledgePage.productsHint')}
        part="products"
        value={products}
        onChange={(names) => onChange({ ...value, products: names })}
      />
    </>
  );
}

interface LabelsProps {
  label: string;
  hint: string;
  part: 'audiences' | 'products';
  value: readonly string[];
  onChange(names: string[]): void;
}

/** Names between commas. What is typed stays as it is; what is saved is tidy. */
function Labels({ label, hint, part, value, onChange }: LabelsProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value.join(', '));
  return (
    <Field label={label} hint={hint}>
      <input
        data-part={part}
        maxLength={600}
        value={text}
        placeholder={t(`knowledgePage.${part}All`)}
        onChange={({ target }) => {
          setText(target.value);
          onChange(namesIn(target.value));
        }}
      />
    </Field>
  );
}

const namesIn = (text: string): string[] => {
  const names = text.split(/[,，、]/).map((name) => name.trim().toLowerCase());
  return [...new Set(names.filter((name) => name !== ''))];
};
