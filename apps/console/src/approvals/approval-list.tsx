import type { Approval } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listApprovals } from '../api/tools';
import { visitorName } from '../inbox/row';
import { useShortcuts } from '../shell/use-shortcuts';
import { ApprovalCard } from './approval-card';
import { approvalKeys } from './approval-keys';
import { LoadFailed } from '../shell/load-failed';

/** Everything that waits for a decision, oldest first, and below it what was decided. */
export function ApprovalList() {
  const { t } = useTranslation();
  const [selected, setSelected] = useState(0);
  const open = useQuery({ queryKey: ['approvals', 'open'], queryFn: () => listApprovals(true) });
  const decided = useQuery({ queryKey: ['approvals', 'decided'], queryFn: () => listApprovals(false) });
  const items = open.data ?? [];
  const at = Math.min(selected, items.length - 1);
  const last = items.length - 1;
  useShortcuts(
    useMemo(
      () => ({
        ...approvalKeys,
        j: () => setSelected((now) => Math.min(last, now + 1)),
        k: () => setSelected((now) => Math.max(0, Math.min(last, now) - 1)),
      }),
      [last],
    ),
  );
  if (open.isPending || decided.isPending) return <p className="soft tools-note">{t('loading')}</p>;
  const failed = open.isLoadingError ? open : decided.isLoadingError ? decided : null;
  if (failed !== null) return <LoadFailed of={failed} className="tools-note" />;
  return (
    <div className="approval-list">
      {items.length === 0 ? (
        <p className="soft tools-note">{t('tools.nothingWaits')}</p>
      ) : (
        <p className="soft small tools-note">{t('tools.keys')}</p>
      )}
      {items.map((approval, index) => (
        <ApprovalCard
          key={approval.id}
          approval={approval}
          isSelected={index === at}
          heading={<Who approval={approval} />}
        />
      ))}
      {(decided.data ?? []).length > 0 && <h2>{t('tools.decided')}</h2>}
      {(decided.data ?? []).map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} heading={<Who approval={approval} />} />
      ))}
    </div>
  );
}

function Who({ approval }: { approval: Approval }) {
  const { t, i18n } = useTranslation();
  const { conversationId, createdAt, visitor } = approval;
  return (
    <p className="approval-head">
      <Link to="/conversations/$id" params={{ id: conversationId }}>
        {visitorName(approval, t)}
      </Link>
      {visitor.name !== null && visitor.email !== null && <span className="soft">{visitor.email}</span>}
      {visitor.name === null && visitor.email === null && <span className="soft">{t('tools.notIdentified')}</span>}
      <time className="soft small" dateTime={createdAt}>
        {new Date(createdAt).toLocaleString(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
    </p>
  );
}
