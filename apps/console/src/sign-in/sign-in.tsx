import type { AgentProfile } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { Card } from './card';

export function SignIn({ onDone }: { onDone(agent: AgentProfile): void }) {
  const { t } = useTranslation();
  const submit = async (fields: FormData): Promise<void> => {
    const body = { email: fields.get('email'), password: fields.get('password') };
    onDone(await request<AgentProfile>('POST', '/v1/agent/session', body));
  };
  return (
    <Card part="sign-in" title={t('product')} hint={t('signInHint')} button={t('signIn')} submit={submit}>
      <label>
        {t('email')}
        <input name="email" type="email" autoComplete="username" required autoFocus />
      </label>
      <label>
        {t('password')}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
    </Card>
  );
}
