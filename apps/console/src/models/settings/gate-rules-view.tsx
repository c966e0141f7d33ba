import type { GateRules, ModelSettings, ModelVersion } from '@switchboard/contracts';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readGate } from '../../api/learning';
import { percent } from '../../learning/curve';
import type { Notice } from '../../learning/use-notice';
import { type GateRule, foundBy, gateRules, readRule, written } from './gate-rules';
import { SettingChanges } from './setting-changes';
import { useModelSettings } from './use-model-settings';

interface GateRulesViewProps {
  model: ModelVersion;
  /** Null where nothing is compared: the live model itself. */
  candidateOf: string | null;
  onNotice(notice: Notice): void;
}

const keepDays = { isShare: false, least: 1, most: 3_650 };

/** What a model must pass, what each rule means, and what another number would make of this candidate. */
export function GateRulesView({ model, candidateOf, onNotice }: GateRulesViewProps) {
  const { t } = useTranslation();
  const settings = useModelSettings(onNotice);
  return (
    <details className="panel gate-rules" data-part="gate-rules">
      <summary>
        <h3>
          {t('learn.settings.title')} <span className="soft small">{t('learn.settings.hint')}</span>
        </h3>
      </summary>
      {settings.error !== null && <p className="error">{settings.error.message}</p>}
      {settings.report !== null && (
        <>
          <RulesForm
            key={settings.report.version}
            inForce={settings.report.settings}
            model={model}
            candidateOf={candidateOf}
            isSaving={settings.save.isPending}
            onSave={(gate, days) => settings.save.mutate((before) => ({ ...before, gate, keepDays: days }))}
          />
          <SettingChanges changes={settings.report.changes} />
        </>
      )}
    </details>
  );
}

interface RulesFormProps {
  inForce: ModelSettings;
  model: ModelVersion;
  candidateOf: string | null;
  isSaving: boolean;
  onSave(gate: GateRules, keepDays: number): void;
}

function RulesForm({ inForce, model, candidateOf, isSaving, onSave }: RulesFormProps) {
  const { t } = useTranslation();
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(gateRules.map((rule) => [rule.name, written(inForce.gate[rule.name], rule)])),
  );
  const [daysText, setDaysText] = useState(String(inForce.keepDays));
  const values = gateRules.map((rule) => ({ rule, value: readRule(texts[rule.name] ?? '', rule) }));
  const days = readRule(daysText, keepDays);
  const isWhole = days !== null && values.every(({ value }) => value !== null);
  const tried: Partial<GateRules> = Object.fromEntries(
    values.flatMap(({ rule: { name }, value }) => (value === null ? [] : [[name, value]])),
  );
  const isChanged =
    days !== inForce.keepDays || values.some(({ rule: { name }, value }) => value !== inForce.gate[name]);
  const gate = useQuery({
    queryKey: ['gate', model.id, candidateOf, tried],
    queryFn: () => readGate(model.id, tried),
    enabled: candidateOf !== null,
    placeholderData: keepPreviousData,
  });
  const report = gate.data?.state === 'measured' ? gate.data.report : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isWhole) onSave(tried as GateRules, days);
  };
  return (
    <form onSubmit={submit}>
      {values.map(({ rule, value }) => {
        const found = report === null ? null : foundBy(rule, report);
        return (
          <Field
            key={rule.name}
            name={rule.name}
            rule={rule}
            text={texts[rule.name] ?? ''}
            isWrong={value === null}
            onText={(text) => setTexts({ ...texts, [rule.name]: text })}
          >
            {candidateOf !== null && (
              <span className={found === null ? 'soft' : found.passed ? 'passed' : 'failed'} data-rule={rule.check}>
                {found === null
                  ? t('learn.settings.notCompared')
                  : `${found.passed ? '✓' : '✕'} ${t('learn.settings.found', { value: rule.isShare ? percent(found.value) : found.value })}`}
              </span>
            )}
          </Field>
        );
      })}
      <Field name="keepDays" rule={keepDays} text={daysText} isWrong={days === null} onText={setDaysText} />
      <p className="gate-actions">
        <button className="primary" data-action="save-rules" disabled={!isChanged || !isWhole || isSaving}>
          {t('learn.save')}
        </button>
        {report !== null && isChanged && (
          <b className={report.passed ? 'passed' : 'failed'} data-part="would-pass">
            {t(report.passed ? 'learn.settings.wouldOpen' : 'learn.settings.wouldClose')}
          </b>
        )}
      </p>
    </form>
  );
}

interface FieldProps {
  name: string;
  rule: Omit<GateRule, 'name' | 'check'>;
  text: string;
  isWrong: boolean;
  onText(text: string): void;
  children?: React.ReactNode;
}

function Field({ name, rule: { isShare, least, most }, text, isWrong, onText, children }: FieldProps) {
  const { t } = useTranslation();
  const [id, hint] = [`rule-${name}`, `rule-${name}-hint`];
  return (
    <div className="rule-field">
      <label htmlFor={id}>{t(`learn.settings.rules.${name}.name`)}</label>
      <span className="rule-value">
        <input
          id={id}
          name={name}
          inputMode="decimal"
          value={text}
          aria-invalid={isWrong}
          aria-describedby={hint}
          onChange={(event) => onText(event.target.value)}
        />
        <span className="soft">{t(isShare ? 'learn.settings.percent' : `learn.settings.units.${name}`)}</span>
      </span>
      {children}
      <p id={hint} className={isWrong ? 'error small' : 'soft small'}>
        {isWrong ? t('learn.settings.between', { least, most }) : t(`learn.settings.rules.${name}.meaning`)}
      </p>
    </div>
  );
}
