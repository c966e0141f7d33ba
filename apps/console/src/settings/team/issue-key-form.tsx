import { type IssuedKey, type Scope, scopeSchema } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { issueKey } from '../../api/team';

/** What most programs need: to read and write conversations. */
const usual: readonly Scope[] = ['conversations:read', 'conversations:write'];

export function IssueKeyForm({ onIssued }: { onIssued(issued: IssuedKey): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState(usual);
  const issue = useMutation({
    mutationFn: () => issueKey({ name, scopes: [...scopes] }),
    onSuccess(issued) {
      setName('');
      setScopes(usual);
      onIssued(issued);
      return cache.invalidateQueries({ queryKey: ['keys'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    issue.mutate();
  };
  const toggle = (scope: Scope, isOn: boolean): void =>
    setScopes(scopeSchema.options.filter((one) => (one === scope ? isOn : scopes.includes(one))));
  return (
    <form className="add-row" data-part="issue-key" onSubmit={submit}>
      <label>
        <span>{t('team.keyName')}</span>
        <input name="name" required maxLength={80} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <fieldset>
        <legend>{t('team.scopes')}</legend>
        {scopeSchema.options.map((scope) => (
          <label key={scope} className="scope">
            <input
              type="checkbox"
              name={scope}
              checked={scopes.includes(scope)}
              onChange={(event) => toggle(scope, event.target.checked)}
            />{' '}
            <code>{scope}</code>
          </label>
        ))}
      </fieldset>
      <button className="primary" data-action="issue-key" disabled={issue.isPending || scopes.length === 0}>
        {t('team.issue')}
      </button>
      {issue.isError && (
        <span className="error small" role="alert">
          {issue.error.message}
        </span>
      )}
    </form>
  );
}
