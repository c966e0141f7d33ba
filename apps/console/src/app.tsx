import type { AgentProfile } from '@switchboard/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError, request } from './api/request';
import { Shell } from './shell/shell';
import { ChoosePassword } from './sign-in/choose-password';
import { SignIn } from './sign-in/sign-in';
import { LoadFailed } from './shell/load-failed';

/** Signed out, first sign-in, or at work. */
export function App() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const me = useQuery({
    queryKey: ['me'],
    retry: false,
    queryFn: () =>
      request<AgentProfile>('GET', '/v1/agent/session').catch((error: unknown) => {
        if (error instanceof ApiError && error.problem.status === 401) return null;
        throw error;
      }),
  });
  const setMe = (agent: AgentProfile | null): void => {
    if (agent === null) cache.clear();
    cache.setQueryData(['me'], agent);
  };
  if (me.isPending) return <p className="center soft">{t('loading')}</p>;
  // What was there stays when it cannot be read again: an unsent message is in it.
  if (me.isLoadingError) {
    return <LoadFailed of={me} className="center" />;
  }
  if (me.data === null) return <SignIn onDone={setMe} />;
  if (me.data.mustChangePassword) return <ChoosePassword onDone={setMe} />;
  return <Shell me={me.data} onSignedOut={() => setMe(null)} />;
}
