import type { RewriteText } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readHelp } from '../../api/assist';
import type { Rewriting } from './use-rewrite';

interface ReplyToolsProps {
  draft: string;
  rewriting: Rewriting;
  isAsking: boolean;
  onAsk(): void;
  onUndo(): void;
}

const actions = ['rewrite', 'shorten', 'friendlier', 'translate'] as const;
const helpTtlMs = 30_000;

/** Under the field: other words for what is written, and the knowledge. What cannot be done says what is missing. */
export function ReplyTools({ draft, rewriting, isAsking, onAsk, onUndo }: ReplyToolsProps) {
  const { t } = useTranslation();
  const [hint, setHint] = useState<string | null>(null);
  const help = useQuery({ queryKey: ['assist', 'help'], queryFn: readHelp, staleTime: helpTtlMs });
  const isAvailable = help.data?.rewrite.available ?? false;
  const begin = (action: RewriteText['action']): void => {
    if (draft.trim() === '') return setHint(t('assist.writeFirst'));
    if (!isAvailable) return setHint(missingWords());
    setHint(null);
    rewriting.start(action, draft.trim());
  };
  function missingWords(): string {
    const [code = 'no-model', detail = ''] = (help.data?.rewrite.missing ?? 'no-model').split(': ');
    return t(`assist.missing.${code}`, { detail });
  }
  return (
    <>
      <div className="reply-tools" role="group" aria-label={t('assist.help')}>
        {actions.map((action) => (
          <button
            key={action}
            type="button"
            data-action={`rewrite-${action}`}
            className={isAvailable ? '' : 'is-missing'}
            disabled={rewriting.isRunning}
            onClick={() => begin(action)}
          >
            {t(`assist.${action}`)}
          </button>
        ))}
        <button type="button" data-action="ask-knowledge" aria-expanded={isAsking} onClick={onAsk}>
          {t('assist.ask')} <kbd>i</kbd>
        </button>
        {rewriting.isRunning && (
          <span className="soft small" role="status">
            {t('assist.rewriting')}{' '}
            <button type="button" className="link" onClick={rewriting.cancel}>
              {t('assist.cancel')}
            </button>
          </span>
        )}
      </div>
      {hint !== null && (
        <p className="soft small" role="status" data-part="rewrite-hint">
          {hint}
        </p>
      )}
      {rewriting.error !== null && (
        <p className="error small" role="alert">
          {rewriting.error}
        </p>
      )}
      {rewriting.done !== null && <Rewritten rewriting={rewriting} onUndo={onUndo} />}
    </>
  );
}

/** What was done to the text, the figures that changed on the way, and the way back. */
function Rewritten({ rewriting: { done }, onUndo }: { rewriting: Rewriting; onUndo(): void }) {
  const { t } = useTranslation();
  if (done === null) return null;
  const { lost, gained, model } = done;
  const isChanged = lost.length + gained.length > 0;
  return (
    <p
      className={`rewritten small ${isChanged ? 'is-changed' : 'soft'}`}
      role={isChanged ? 'alert' : 'status'}
      data-part="rewritten"
    >
      {isChanged ? t('assist.check') : t('assist.rewritten', { model })}
      {lost.length > 0 && <b> {t('assist.lost', { facts: lost.join(', ') })}</b>}
      {gained.length > 0 && <b> {t('assist.gained', { facts: gained.join(', ') })}</b>}{' '}
      <button type="button" className="link" data-action="undo-rewrite" onClick={onUndo}>
        {t('assist.undo')}
      </button>
    </p>
  );
}
