import type { Approval } from '@switchboard/contracts';
import { limits } from '@switchboard/contracts/limits';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import './approvals.css';
import { useDecision } from './use-decision';
import { useSecondsLeft } from './use-seconds-left';

interface CardProps {
  approval: Approval;
  /** The keys act on this one. */
  isSelected?: boolean;
  /** Who asks, with a way to the conversation; left out where one is in it. */
  heading?: ReactNode;
}

/** What the AI wants to do, for whom, and the decision: approve, decline with a reason, take back. */
export function ApprovalCard({ approval, isSelected = false, heading }: CardProps) {
  const { t } = useTranslation();
  const { tool, description, details, status, owner, question } = approval;
  return (
    <article
      className={`approval ${status}`}
      data-part="approval"
      data-status={status}
      aria-current={isSelected || undefined}
      aria-label={t('tools.approvalLabel', { tool })}
    >
      {heading}
      <p className="approval-title">
        <b>{t('tools.wants')}</b> {description} <code>{tool}</code>
      </p>
      {heading !== undefined && question !== '' && <blockquote>{question}</blockquote>}
      {details.length > 0 && (
        <dl className="call-details">
          {details.map(({ label, value }, index) => (
            <div key={index}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {status === 'pending' ? <Decision approval={approval} /> : <Decided approval={approval} />}
      {owner.kind !== 'bot' && status !== 'done' && status !== 'declined' && (
        <p className="soft small">{t('tools.heldByPerson')}</p>
      )}
    </article>
  );
}

function Decision({ approval }: { approval: Approval }) {
  const { t, i18n } = useTranslation();
  const { decide, isBusy, fault } = useDecision(approval);
  const [isDeclining, setDeclining] = useState(false);
  if (isDeclining)
    return (
      <DeclineForm
        isBusy={isBusy}
        fault={fault}
        onCancel={() => setDeclining(false)}
        onDecline={(reason) => decide({ decision: 'decline', reason })}
      />
    );
  return (
    <>
      <div className="approval-actions">
        <button
          className="primary"
          data-action="approve"
          disabled={isBusy}
          onClick={() => decide({ decision: 'approve' })}
        >
          {t('tools.approve')} <kbd>y</kbd>
        </button>
        <button data-action="decline" disabled={isBusy} onClick={() => setDeclining(true)}>
          {t('tools.decline')} <kbd>x</kbd>
        </button>
        <span className="soft small">
          {t('tools.expires', { when: new Date(approval.expiresAt).toLocaleString(i18n.language, shortTime) })}
        </span>
      </div>
      {fault !== null && (
        <p className="error small" role="alert">
          {fault}
        </p>
      )}
    </>
  );
}

const shortTime = { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' } as const;

interface DeclineProps {
  isBusy: boolean;
  fault: string | null;
  onCancel(): void;
  onDecline(reason: string): void;
}

/** The reason goes to the visitor as it is written. */
function DeclineForm({ isBusy, fault, onCancel, onDecline }: DeclineProps) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() !== '') onDecline(reason.trim());
  };
  return (
    <form className="decline" onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onCancel()}>
      <label>
        {t('tools.reason')}
        <textarea
          autoFocus
          required
          rows={2}
          name="reason"
          maxLength={limits.declineReasonCharacters}
          value={reason}
          placeholder={t('tools.reasonExample')}
          onChange={(event) => setReason(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && !event.shiftKey && submit(event)}
        />
      </label>
      <div className="approval-actions">
        <button className="danger" disabled={isBusy || reason.trim() === ''}>
          {t('tools.declineAndTell')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('tools.cancel')}
        </button>
      </div>
      {fault !== null && (
        <p className="error small" role="alert">
          {fault}
        </p>
      )}
    </form>
  );
}

function Decided({ approval }: { approval: Approval }) {
  const { t } = useTranslation();
  const { status, decidedBy, reason, settlesAt, settledAt, outcome } = approval;
  const { undo, isBusy, fault } = useDecision(approval);
  const secondsLeft = useSecondsLeft(settledAt === null && status !== 'running' ? settlesAt : null);
  const by = decidedBy ?? '';
  return (
    <div className="decided">
      <p>
        <StatusWord approval={approval} /> {by !== '' && <span className="soft">{t('tools.by', { name: by })}</span>}
        {reason !== '' && <span> · {reason}</span>}
      </p>
      {secondsLeft > 0 && (
        <button data-action="undo" disabled={isBusy} onClick={undo}>
          {t('tools.undo', { seconds: secondsLeft })} <kbd>u</kbd>
        </button>
      )}
      {outcome !== null && (
        <details>
          <summary>{t('tools.result')}</summary>
          <pre>{JSON.stringify(outcome.ok ? outcome.value : outcome, null, 2)}</pre>
        </details>
      )}
      {fault !== null && (
        <p className="error small" role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}

/** Never by colour alone: a word, and a sign before it. */
function StatusWord({ approval: { status, outcome } }: { approval: Approval }) {
  const { t } = useTranslation();
  const failed = status === 'done' && outcome?.ok === false;
  if (failed)
    return (
      <b className="failed">
        ⚠ {t(outcome.code === 'interrupted' ? 'tools.status.interrupted' : 'tools.status.failed')}
      </b>
    );
  return (
    <b className={status}>
      {signs[status]} {t(`tools.status.${status}`)}
    </b>
  );
}

const signs = { pending: '?', approved: '✓', running: '…', done: '✓', declined: '✕', expired: '⏱' } as const;
