import type { ApiKey, IssuedKey } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listKeys, revokeKey } from '../../api/team';
import { IssueKeyForm } from './issue-key-form';
import { SecretOnce } from './secret-once';
import { SureButton } from './sure-button';
import { LoadFailed } from '../../shell/load-failed';

/** The keys that programs call the API with. */
export function KeysSection() {
  const { t } = useTranslation();
  const [issued, setIssued] = useState<IssuedKey | null>(null);
  const keys = useQuery({ queryKey: ['keys'], queryFn: listKeys });
  return (
    <section data-part="keys">
      <h2>{t('team.keys')}</h2>
      <p className="soft">
        {t('team.keysHint')} <a href="/openapi.json">openapi.json</a>
      </p>
      {keys.isPending && <p className="soft">{t('loading')}</p>}
      {keys.isLoadingError && <LoadFailed of={keys} />}
      <ul className="people">
        {keys.data?.map((key) => (
          <KeyRow key={key.id} apiKey={key} />
        ))}
      </ul>
      {keys.data?.length === 0 && <p className="soft">{t('team.noKeys')}</p>}
      {issued !== null && (
        <SecretOnce
          label={t('team.keyOf', { name: issued.key.name })}
          secret={issued.secret}
          onClose={() => setIssued(null)}
        />
      )}
      <IssueKeyForm onIssued={setIssued} />
    </section>
  );
}

function KeyRow({ apiKey: { id, name, scopes, lastUsedAt } }: { apiKey: ApiKey }) {
  const { t, i18n } = useTranslation();
  const cache = useQueryClient();
  const revoke = useMutation({
    mutationFn: () => revokeKey(id),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['keys'] }),
  });
  const used =
    lastUsedAt === null
      ? t('team.neverUsed')
      : t('team.lastUsed', { when: new Date(lastUsedAt).toLocaleString(i18n.language) });
  return (
    <li data-part="key">
      <span className="who">
        <b>{name}</b> <span className="soft small">{used}</span>
        <br />
        <code className="small">{scopes.join(' ')}</code>
      </span>
      <span className="row-actions">
        <SureButton action="revoke-key" isBusy={revoke.isPending} onSure={() => revoke.mutate()}>
          {t('team.revoke')}
        </SureButton>
      </span>
      {revoke.isError && (
        <span className="error small" role="alert">
          {revoke.error.message}
        </span>
      )}
    </li>
  );
}
