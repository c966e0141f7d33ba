import type { ListedTool, ToolRule } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { listTools, setToolRule } from '../api/tools';
import { LoadFailed } from '../shell/load-failed';

const rules: readonly ToolRule[] = ['allow', 'approval', 'off'];

/** Every tool, and what the AI may do with it. */
export function ToolList() {
  const { t } = useTranslation();
  const tools = useQuery({ queryKey: ['tools'], queryFn: listTools });
  if (tools.isPending) return <p className="soft tools-note">{t('loading')}</p>;
  if (tools.isLoadingError) return <LoadFailed of={tools} className="tools-note" />;
  if (tools.data?.length === 0) return <p className="soft tools-note">{t('tools.noTools')}</p>;
  return (
    <ul className="tool-rows">
      {tools.data?.map((tool) => (
        <ToolRow key={tool.name} tool={tool} />
      ))}
    </ul>
  );
}

function ToolRow({ tool }: { tool: ListedTool }) {
  const { t } = useTranslation();
  const { name, description, risk, rule, isDefault, connection, arguments: args } = tool;
  const cache = useQueryClient();
  const change = useMutation({
    mutationFn: (next: ToolRule) => setToolRule(name, next),
    onSuccess: (changed) =>
      cache.setQueryData<ListedTool[]>(['tools'], (all) => all?.map((item) => (item.name === name ? changed : item))),
  });
  return (
    <li className="tool-row" data-part="tool" data-tool={name}>
      <div>
        <h3>
          {name} <span className={`risk ${risk}`}>{t(`tools.risk.${risk}`)}</span>
          {connection !== null && <span className="soft small">{connection}</span>}
        </h3>
        <p>{description}</p>
        {args.length > 0 && (
          <ul className="tool-arguments">
            {args.map((argument) => (
              <li key={argument.name}>
                <code>{argument.name}</code> {argument.description}
                {argument.from !== null && (
                  <span className="bound">
                    {t('tools.bound', { what: t(`tools.identity.${argument.from.slice(8)}`) })}
                  </span>
                )}
                {argument.optional && <span className="soft"> · {t('tools.optional')}</span>}
              </li>
            ))}
          </ul>
        )}
      </div>
      <label>
        {t('tools.ruleLabel')}
        <select
          value={rule}
          disabled={change.isPending}
          onChange={(event) => change.mutate(event.target.value as ToolRule)}
        >
          {rules.map((option) => (
            <option key={option} value={option}>
              {t(`tools.rules.${option}`)}
            </option>
          ))}
        </select>
        {isDefault && <span className="soft small">{t('tools.default')}</span>}
        {rule === 'allow' && risk === 'write' && <span className="warned small">{t('tools.writesAlone')}</span>}
        {change.isError && <span className="error small">{change.error.message}</span>}
      </label>
    </li>
  );
}
