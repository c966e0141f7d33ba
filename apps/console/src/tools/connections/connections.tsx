import type { Connection } from '@switchboard/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listConnections, listToolRequests, removeConnection } from '../../api/tools';
import { RemoveButton } from '../../knowledge/remove-button';
import { AddMcp } from './add-mcp';
import { AddOpenApi } from './add-openapi';
import { LoadFailed } from '../../shell/load-failed';

type Adding = 'openapi' | 'mcp' | null;

/** Where tools outside of the desk come from, what was sent to them, and a way to add one. */
export function Connections() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [adding, setAdding] = useState<Adding>(null);
  const connections = useQuery({ queryKey: ['tool-connections'], queryFn: listConnections });
  const refresh = (): void => {
    setAdding(null);
    void cache.invalidateQueries({ queryKey: ['tool-connections'] });
    void cache.invalidateQueries({ queryKey: ['tools'] });
  };
  if (connections.isPending) return <p className="soft tools-note">{t('loading')}</p>;
  if (connections.isLoadingError) return <LoadFailed of={connections} className="tools-note" />;
  return (
    <div className="connections">
      {connections.data?.length === 0 && adding === null && (
        <p className="soft tools-note">{t('tools.noConnections')}</p>
      )}
      {connections.data?.map((connection) => (
        <ConnectionRow key={connection.name} connection={connection} onRemoved={refresh} />
      ))}
      {adding === null ? (
        <p className="approval-actions">
          <button className="primary" data-action="add-openapi" onClick={() => setAdding('openapi')}>
            {t('tools.addOpenApi')}
          </button>
          <button data-action="add-mcp" onClick={() => setAdding('mcp')}>
            {t('tools.addMcp')}
          </button>
        </p>
      ) : adding === 'openapi' ? (
        <AddOpenApi onSaved={refresh} onCancel={() => setAdding(null)} />
      ) : (
        <AddMcp onSaved={refresh} onCancel={() => setAdding(null)} />
      )}
      <Requests />
    </div>
  );
}

function ConnectionRow({ connection, onRemoved }: { connection: Connection; onRemoved(): void }) {
  const { t } = useTranslation();
  const { name, kind, url, auth, tools } = connection;
  return (
    <article className="connection" data-part="connection" data-name={name}>
      <h3>
        {name} <span className="soft small">{t(`tools.kinds.${kind}`)}</span>
      </h3>
      <p className="soft small">{url}</p>
      <p className="small">
        {auth === null
          ? t('tools.authNone')
          : auth.env === null
            ? t('tools.authSecret', { header: auth.header })
            : t('tools.authEnv', { header: auth.header, env: auth.env })}
      </p>
      <p className="small">{tools.map((tool) => tool.name).join(' · ') || t('tools.noToolsYet')}</p>
      {kind === 'program' ? null : (
        <RemoveButton
          question={t('tools.removeConnection', { count: tools.length })}
          onRemove={async () => {
            await removeConnection(name);
            onRemoved();
          }}
        />
      )}
    </article>
  );
}

/** The last requests that left the desk. */
function Requests() {
  const { t, i18n } = useTranslation();
  const { data = [] } = useQuery({ queryKey: ['tool-connections', 'requests'], queryFn: listToolRequests });
  if (data.length === 0) return null;
  return (
    <>
      <h2>{t('tools.requests')}</h2>
      <div className="table-scroll">
        <table className="requests">
          <thead>
            <tr>
              <th>{t('tools.when')}</th>
              <th>{t('tools.toolName')}</th>
              <th>{t('tools.host')}</th>
              <th>{t('tools.sent')}</th>
              <th>{t('tools.outcome')}</th>
            </tr>
          </thead>
          <tbody>
            {data.map(({ tool, host, sentBytes, outcome, ms, createdAt }) => (
              <tr key={createdAt + tool}>
                <td>{new Date(createdAt).toLocaleString(i18n.language, { dateStyle: 'short', timeStyle: 'short' })}</td>
                <td>{tool}</td>
                <td>{host}</td>
                <td>{sentBytes} B</td>
                <td>
                  {outcome} · {ms} ms
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
