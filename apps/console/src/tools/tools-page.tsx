import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApprovalList } from '../approvals/approval-list';
import { Connections } from './connections/connections';
import { ToolList } from './tool-list';
import './tools.css';

const parts = ['approvals', 'list', 'connections'] as const;
type Part = (typeof parts)[number];

/** What the AI may do outside of conversations, and what of it waits for a person. */
export function ToolsPage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const params = useParams({ strict: false });
  const part: Part = parts.find((name) => name === params.part) ?? 'approvals';
  return (
    <main className="tools-page">
      <header>
        <h1>{t('tools.title')}</h1>
        <div className="tabs" role="tablist">
          {parts.map((name) => (
            <button
              key={name}
              role="tab"
              aria-selected={name === part}
              onClick={() => void navigate({ to: '/tools/$part', params: { part: name } })}
            >
              {t(`tools.parts.${name}`)}
            </button>
          ))}
        </div>
      </header>
      {part === 'approvals' && <ApprovalList />}
      {part === 'list' && <ToolList />}
      {part === 'connections' && <Connections />}
    </main>
  );
}
