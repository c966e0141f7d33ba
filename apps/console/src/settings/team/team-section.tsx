import type { Invited, Member } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listTeam, removeMember, resetPassword } from '../../api/team';
import { useDesk } from '../../shell/desk-context';
import { InviteForm } from './invite-form';
import { SecretOnce } from './secret-once';
import { SureButton } from './sure-button';
import { LoadFailed } from '../../shell/load-failed';

/** Who works at the console; leads invite, help out with a new password, and remove. */
export function TeamSection() {
  const { t } = useTranslation();
  const { me } = useDesk();
  const [invited, setInvited] = useState<Invited | null>(null);
  const team = useQuery({ queryKey: ['team'], queryFn: listTeam });
  return (
    <section data-part="team">
      <h2>{t('team.title')}</h2>
      {team.isPending && <p className="soft">{t('loading')}</p>}
      {team.isLoadingError && <LoadFailed of={team} />}
      <ul className="people">
        {team.data?.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            mayChange={me.role === 'lead' && member.id !== me.id}
            onPassword={setInvited}
          />
        ))}
      </ul>
      {invited !== null && (
        <SecretOnce
          label={t('team.passwordOf', { email: invited.member.email })}
          secret={invited.oneTimePassword}
          onClose={() => setInvited(null)}
        />
      )}
      {me.role === 'lead' ? <InviteForm onInvited={setInvited} /> : <p className="soft small">{t('team.leadsOnly')}</p>}
    </section>
  );
}

interface MemberRowProps {
  member: Member;
  mayChange: boolean;
  onPassword(invited: Invited): void;
}

function MemberRow({ member: { id, name, email, role, invited }, mayChange, onPassword }: MemberRowProps) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const reload = () => cache.invalidateQueries({ queryKey: ['team'] });
  const reset = useMutation({
    mutationFn: () => resetPassword(id),
    onSuccess(given) {
      onPassword(given);
      return reload();
    },
  });
  const remove = useMutation({ mutationFn: () => removeMember(id), onSuccess: reload });
  const error = reset.error ?? remove.error;
  return (
    <li data-part="member">
      <span className="who">
        <b>{name}</b> <span className="role">{t(`team.roles.${role}`)}</span>
        <br />
        <span className="soft small">
          {email}
          {invited && ` · ${t('team.invited')}`}
        </span>
      </span>
      {mayChange && (
        <span className="row-actions">
          <button type="button" data-action="reset-password" disabled={reset.isPending} onClick={() => reset.mutate()}>
            {t('team.newPassword')}
          </button>
          <SureButton action="remove-member" isBusy={remove.isPending} onSure={() => remove.mutate()}>
            {t('team.remove')}
          </SureButton>
        </span>
      )}
      {error !== null && (
        <span className="error small" role="alert">
          {error.message}
        </span>
      )}
    </li>
  );
}
