import { useTranslation } from 'react-i18next';

export interface AuthInput {
  from: 'none' | 'secret' | 'env';
  header: string;
  value: string;
}
export const noAuth: AuthInput = { from: 'none', header: 'Authorization', value: '' };

/** What the API takes. */
export function authOf({ from, header, value }: AuthInput): object | null {
  if (from === 'none') return null;
  if (from === 'env') return { header, env: value.trim() };
  return value === '' ? { header } : { header, secret: value };
}

/** How the desk shows itself: nothing, a secret that is stored sealed, or a variable of the desk's environment. */
export function AuthFields({ auth, onChange }: { auth: AuthInput; onChange(auth: AuthInput): void }) {
  const { t } = useTranslation();
  return (
    <div className="auth-fields">
      <label>
        {t('tools.auth')}
        <select
          value={auth.from}
          onChange={(event) => onChange({ ...auth, from: event.target.value as AuthInput['from'], value: '' })}
        >
          <option value="none">{t('tools.authFrom.none')}</option>
          <option value="secret">{t('tools.authFrom.secret')}</option>
          <option value="env">{t('tools.authFrom.env')}</option>
        </select>
      </label>
      {auth.from !== 'none' && (
        <>
          <label>
            {t('tools.header')}
            <input
              required
              maxLength={60}
              value={auth.header}
              onChange={(event) => onChange({ ...auth, header: event.target.value })}
            />
          </label>
          <label>
            {auth.from === 'secret' ? t('tools.secretValue') : t('tools.envName')}
            <input
              name="auth-value"
              type={auth.from === 'secret' ? 'password' : 'text'}
              autoComplete="off"
              required={auth.from === 'env'}
              maxLength={4_000}
              value={auth.value}
              placeholder={auth.from === 'secret' ? 'Bearer …' : 'TOOL_SHOP_KEY'}
              onChange={(event) => onChange({ ...auth, value: event.target.value })}
            />
          </label>
        </>
      )}
    </div>
  );
}
