import type { OpenApiPreview } from '@switchboard/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveConnection } from '../../api/tools';
import { AuthFields, authOf, noAuth } from './auth-fields';
import { FormEnd } from './form-end';
import { NameField } from './name-field';
import { useSaving } from './use-saving';

type Bind = Record<string, string>;
const identities = ['customerId', 'visitorId', 'email', 'name'] as const;

/** Which operations become tools, what the desk binds to who the visitor is, and how it shows itself. */
export function ChooseOperations({
  preview,
  onSaved,
  onCancel,
}: {
  preview: OpenApiPreview;
  onSaved(): void;
  onCancel(): void;
}) {
  const { t } = useTranslation();
  const [name, setName] = useState(() => nameFrom(preview.title));
  const [baseUrl, setBaseUrl] = useState(preview.baseUrl);
  const [auth, setAuth] = useState(noAuth);
  const [chosen, setChosen] = useState<Record<string, Bind>>({});
  const { submit, isSaving, refusal } = useSaving(
    () =>
      saveConnection({
        kind: 'openapi',
        name,
        baseUrl,
        document: preview.document,
        operations: Object.entries(chosen).map(([id, bind]) => ({ id, bind })),
        auth: authOf(auth),
      }),
    onSaved,
  );
  const toggle = (id: string): void =>
    setChosen(({ [id]: bind, ...others }) => (bind === undefined ? { ...others, [id]: {} } : others));
  const bindTo = (id: string, argument: string, from: string): void =>
    setChosen((all) => {
      const { [argument]: _, ...others } = all[id] ?? {};
      return { ...all, [id]: from === '' ? others : { ...others, [argument]: from } };
    });
  const count = Object.keys(chosen).length;
  return (
    <form className="connection-form" onSubmit={submit}>
      <h2>{preview.title}</h2>
      <NameField name={name} onChange={setName} />
      <label>
        {t('tools.baseUrl')}
        <input
          required
          name="base-url"
          inputMode="url"
          maxLength={1_000}
          value={baseUrl}
          onChange={(event) => setBaseUrl(event.target.value.trim())}
        />
      </label>
      <AuthFields auth={auth} onChange={setAuth} />
      <fieldset>
        <legend>{t('tools.operations', { count, total: preview.operations.length })}</legend>
        <ul className="operations">
          {preview.operations.map((operation) => (
            <Operation
              key={operation.id}
              operation={operation}
              bind={chosen[operation.id]}
              onToggle={() => toggle(operation.id)}
              onBind={(argument, from) => bindTo(operation.id, argument, from)}
            />
          ))}
        </ul>
      </fieldset>
      <FormEnd refusal={refusal} onCancel={onCancel}>
        <button className="primary" data-action="save-connection" disabled={isSaving || count === 0}>
          {t('tools.takeIn', { count })}
        </button>
      </FormEnd>
    </form>
  );
}

interface OperationProps {
  operation: OpenApiPreview['operations'][number];
  /** Undefined while it is not chosen. */
  bind: Bind | undefined;
  onToggle(): void;
  onBind(argument: string, from: string): void;
}

function Operation({ operation, bind, onToggle, onBind }: OperationProps) {
  const { t } = useTranslation();
  const { id, method, path, description, risk, problem, arguments: args } = operation;
  return (
    <li data-part="operation" data-operation={id}>
      <label className="operation">
        <input type="checkbox" checked={bind !== undefined} disabled={problem !== null} onChange={onToggle} />
        <span>
          <code>
            {method.toUpperCase()} {path}
          </code>{' '}
          <span className={`risk ${risk}`}>{t(`tools.risk.${risk}`)}</span>
          <br />
          {description}
          {problem !== null && <span className="warned small"> · {t('tools.notCallable', { problem })}</span>}
        </span>
      </label>
      {bind !== undefined && args.length > 0 && (
        <ul className="bindings">
          {args.map((argument) => (
            <li key={argument.name}>
              <label>
                <span>
                  <code>{argument.name}</code> {argument.description === argument.name ? '' : argument.description}
                </span>
                <select
                  value={bind[argument.name] ?? ''}
                  onChange={(event) => onBind(argument.name, event.target.value)}
                >
                  <option value="">{t('tools.modelSets')}</option>
                  {identities.map((what) => (
                    <option key={what} value={`session.${what}`}>
                      {t('tools.bound', { what: t(`tools.identity.${what}`) })}
                    </option>
                  ))}
                </select>
              </label>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

const nameFrom = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 18)
    .replace(/_+$/, '') || 'api';
