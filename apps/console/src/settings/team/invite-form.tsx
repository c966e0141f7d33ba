import { type AgentRole, type Invited, agentRoleSchema } from '@switchboard/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { invite } from '../../api/team';

const nobody = { name: '', email: '', role: 'agent' as AgentRole };

export function InviteForm({ onInvited }: { onInvited(invited: Invited): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [person, setPerson] = useState(nobody);
  const send = useMutation({
    mutationFn: () => invite(person),
    onSuccess(invited) {
      setPerson(nobody);
      onInvited(invited);
      return cache.invalidateQueries({ queryKey: ['team'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className="add-row" data-part="invite" onSubmit={submit}>
      <label>
        <span>{t('team.name')}</span>
        <input
          name="name"
          required
          maxLength={80}
          value={person.name}
          onChange={(event) => setPerson({ ...person, name: event.target.value })}
        />
      </label>
      <label>
        <span>{t('email')}</span>
        <input
          name="email"
          type="email"
          required
          maxLength={254}
          value={person.email}
          onChange={(event) => setPerson({ ...person, email: event.target.value })}
        />
      </label>
      <label>
        <span>{t('team.role')}</span>
        <select
          name="role"
          value={person.role}
          onChange={(event) => setPerson({ ...person, role: event.target.value as AgentRole })}
        >
          {agentRoleSchema.options.map((role) => (
            <option key={role} value={role}>
              {t(`team.roles.${role}`)}
            </option>
          ))}
        </select>
      </label>
      <button className="primary" data-action="invite" disabled={send.isPending}>
        {t('team.invite')}
      </button>
      {send.isError && (
        <span className="error small" role="alert">
          {send.error.message}
        </span>
      )}
    </form>
  );
}
