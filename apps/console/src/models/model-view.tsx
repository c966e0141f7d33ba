import type { ModelVersion, Models } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readEvaluation, readGate } from '../api/learning';
import type { Notice } from '../learning/use-notice';
import { ChangedMessages } from './changed-messages';
import { Comparison } from './comparison';
import { ConfusionView } from './confusion-view';
import { GateView } from './gate-view';
import { MeasuringView } from './measuring-view';
import { AutomationView } from './settings/automation-view';
import { GateRulesView } from './settings/gate-rules-view';
import { TrialNote } from './trial-note';

interface ModelViewProps {
  model: ModelVersion;
  models: Models;
  onNotice(notice: Notice): void;
}

const whileMeasuredMs = 1_500;

/** One model: beside the live one, what it would change, what it confuses, and what follows from how sure it must be. */
export function ModelView({ model, models, onNotice }: ModelViewProps) {
  const { t } = useTranslation();
  const isLive = model.id === models.liveId;
  const hasRows = model.datasetVersion !== null;
  const gate = useQuery({
    queryKey: ['gate', model.id, models.liveId],
    queryFn: () => readGate(model.id),
    enabled: hasRows,
    refetchInterval: ({ state }) => (state.data?.state === 'unmeasured' ? whileMeasuredMs : false),
  });
  const isMeasured = gate.data?.state === 'measured';
  const evaluation = useQuery({
    queryKey: ['evaluation', model.id],
    queryFn: () => readEvaluation(model.id),
    enabled: isMeasured,
  });
  return (
    <>
      {!hasRows && <p className="soft pad">{t('learn.beforeVersions')}</p>}
      {model.archivedAt !== null && (
        <p className="panel soft" data-part="archived">
          {t('learn.archivedHint')}
        </p>
      )}
      {model.trial !== null && <TrialNote trial={model.trial} />}
      {gate.isError && <p className="error pad">{gate.error.message}</p>}
      {gate.data?.state === 'unmeasured' && <MeasuringView model={model} jobs={gate.data.jobs} />}
      {gate.data?.state === 'measured' && (
        <div className="model-decide">
          <Comparison gate={gate.data.report} isLive={isLive} />
          {!isLive && <GateView model={model} models={models} gate={gate.data.report} onNotice={onNotice} />}
        </div>
      )}
      <GateRulesView model={model} candidateOf={isLive || !isMeasured ? null : models.liveId} onNotice={onNotice} />
      {!isLive && <Replayed model={model} />}
      {models.shadow?.modelId === model.id && (
        <section className="panel">
          <h3>{t('learn.shadow')}</h3>
          <p>{models.shadow.messages === 0 ? t('learn.shadowEmpty') : t('learn.shadowReport', { ...models.shadow })}</p>
          <ChangedMessages messages={models.shadow.examples} />
        </section>
      )}
      {evaluation.isError && <p className="error pad">{evaluation.error.message}</p>}
      {evaluation.data?.state === 'measured' && (
        <>
          <AutomationView
            key={`${models.automation.risk} ${models.automation.minimumConfidence}`}
            evaluation={evaluation.data.evaluation}
            inForce={models.automation}
            isLive={isLive}
            onNotice={onNotice}
          />
          <ConfusionView rows={evaluation.data.evaluation.rows} />
        </>
      )}
      {(gate.isFetching && gate.data === undefined) || (evaluation.isFetching && evaluation.data === undefined) ? (
        <p className="soft pad">{t('loading')}</p>
      ) : null}
    </>
  );
}

function Replayed({ model: { replay } }: { model: ModelVersion }) {
  const { t } = useTranslation();
  return (
    <section className="panel" data-part="replay">
      <h3>{t('learn.replay')}</h3>
      {replay === null || replay.messages === 0 ? (
        <p className="soft">{t('learn.replayNone')}</p>
      ) : (
        <>
          <p>{t('learn.replayCounts', { ...replay })}</p>
          <ChangedMessages messages={replay.examples} />
        </>
      )}
    </section>
  );
}
