import type { AgentProfile } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { Card } from './card';

export function ChoosePassword({ onDone }: { onDone(agent: AgentProfile): void }) {
  const { t } = useTranslation();
  const submit = async (fields: FormData): Promise<void> =>
    onDone(await request<AgentProfile>('PUT', '/v1/agent/password', { password: fields.get('password') }));
  return (
    <Card
      part="choose-password"
      title={t('choosePassword')}
      hint={t('choosePasswordHint')}
      button={t('save')}
      submit={submit}
    >
      <label>
        {t('newPassword')}
        <input name="password" type="password" autoComplete="new-password" minLength={12} required autoFocus />
      </label>
    </Card>
  );
}
