import type { AgentProfile } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { readModels } from '../api/learning';
import { listApprovals } from '../api/tools';
import { switchLanguage } from '../i18n/setup';
import { pages } from '../pages';

const lookMs = 60_000;

/** A dot on the page of models when visitors write something else than they were trained on. */
function DriftMark() {
  const { t } = useTranslation();
  const { data } = useQuery({ queryKey: ['drift'], queryFn: readModels, refetchInterval: lookMs, retry: false });
  if (data?.drift.state !== 'drifting') return null;
  return <i className="rail-mark" role="img" aria-label={t('drifting')} title={t('drifting')} />;
}

/** A dot on the page of tools while a call of the AI waits for a decision. */
function WaitingMark() {
  const { t } = useTranslation();
  const { data = [] } = useQuery({ queryKey: ['approvals', 'open'], queryFn: () => listApprovals(true), retry: false });
  const count = data.filter(({ status }) => status === 'pending').length;
  if (count === 0) return null;
  const words = t('tools.waitsMark', { count });
  return <i className="rail-mark" role="img" aria-label={words} title={words} />;
}

/** The pages, and what belongs to the person: language, keys, signing out. */
export function Rail({ me, onHelp, onSignOut }: { me: AgentProfile; onHelp(): void; onSignOut(): void }) {
  const { t } = useTranslation();
  return (
    <nav className="rail" aria-label={t('product')}>
      <svg viewBox="0 0 28 28" width="28" height="28" aria-hidden="true" className="motif">
        <path d="M3 8h13M3 14h9M3 20h14" />
        <circle cx="20" cy="8" r="3" className="bot" />
        <circle cx="16" cy="14" r="3" className="queue" />
        <circle cx="21" cy="20" r="3" className="person" />
      </svg>
      {pages.map(({ path, name, icon }) => (
        <Link key={path} to={path} className="rail-button" title={t(name)} aria-label={t(name)}>
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
            <path d={icon} />
          </svg>
          {name === 'models' && <DriftMark />}
          {name === 'toolsName' && <WaitingMark />}
        </Link>
      ))}
      <span className="grow" />
      <button className="rail-button" title={t('language')} onClick={switchLanguage}>
        {t('language') === 'English' ? 'EN' : '中'}
      </button>
      <button className="rail-button" title={t('shortcuts')} onClick={onHelp}>
        ?
      </button>
      <button
        className="rail-button"
        title={`${t('signOut')} – ${me.name}`}
        aria-label={t('signOut')}
        onClick={onSignOut}
      >
        <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
          <path d="M8 4H4v12h4M12 6l4 4-4 4M16 10H8" />
        </svg>
      </button>
    </nav>
  );
}
