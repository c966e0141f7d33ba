import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveConnection } from '../../api/tools';
import { AuthFields, authOf, noAuth } from './auth-fields';
import { FormEnd } from './form-end';
import { NameField } from './name-field';
import { useSaving } from './use-saving';

/** An MCP server on the network: its tools ask a person first until somebody says otherwise. */
export function AddMcp({ onSaved, onCancel }: { onSaved(): void; onCancel(): void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [url, setUrl] = useState('');
  const [auth, setAuth] = useState(noAuth);
  const { submit, isSaving, refusal } = useSaving(
    () => saveConnection({ kind: 'mcp', name, url, auth: authOf(auth) }),
    onSaved,
  );
  return (
    <form className="connection-form" onSubmit={submit}>
      <h2>{t('tools.addMcp')}</h2>
      <p className="soft small">{t('tools.mcpHint')}</p>
      <NameField autoFocus placeholder="parcels" name={name} onChange={setName} />
      <label>
        {t('tools.mcpUrl')}
        <input
          required
          name="connection-url"
          inputMode="url"
          maxLength={1_000}
          placeholder="https://mcp.example.com/mcp"
          value={url}
          onChange={(event) => setUrl(event.target.value.trim())}
        />
      </label>
      <AuthFields auth={auth} onChange={setAuth} />
      <FormEnd refusal={refusal} onCancel={onCancel}>
        <button className="primary" disabled={isSaving}>
          {isSaving ? t('tools.connecting') : t('tools.connect')}
        </button>
      </FormEnd>
    </form>
  );
}
