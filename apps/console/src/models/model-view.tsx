import type { ModelVersion, Models } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { readEvaluation, readGate } from '../api/learning';
import type { Notice } from '../learning/use-notice';
import { Comparison } from './comparison';
import { ConfusionView } from './confusion-view';
import { GateView } from './gate-view';
import { ChangedMessages } from './changed-messages';
import { ThresholdView } from './threshold-view';

interface ModelViewProps {
  model: ModelVersion;
  models: Models;
  onNotice(notice: Notice): void;
}

/** One model: beside the live one, what it would change, what it confuses, and what follows from how sure it must be. */
export function ModelView({ model, models, onNotice }: ModelViewProps) {
  const { t } = useTranslation();
  const isLive = model.id === models.liveId;
  const isMeasured = model.datasetVersion !== null;
  const gate = useQuery({
    queryKey: ['gate', model.id, models.liveId],
    queryFn: () => readGate(model.id),
    enabled: isMeasured,
  });
  const evaluation = useQuery({
    queryKey: ['evaluation', model.id],
    queryFn: () => readEvaluation(model.id),
    enabled: isMeasured,
  });
  return (
    <>
      {gate.isError && <p className="error pad">{gate.error.message}</p>}
      {gate.data !== undefined && (
        <div className="model-decide">
          <Comparison gate={gate.data} isLive={isLive} />
          {!isLive && <GateView model={model} models={models} gate={gate.data} onNotice={onNotice} />}
        </div>
      )}
      {!isLive && (
        <section className="panel">
          <h3>{t('learn.replay')}</h3>
          {model.replay === null || model.replay.messages === 0 ? (
            <p className="soft">{t('learn.replayNone')}</p>
          ) : (
            <>
              <p>{t('learn.replayCounts', { ...model.replay })}</p>
              <ChangedMessages messages={model.replay.examples} />
            </>
          )}
        </section>
      )}
      {models.shadow?.modelId === model.id && (
        <section className="panel">
          <h3>{t('learn.shadow')}</h3>
          <p>{models.shadow.messages === 0 ? t('learn.shadowEmpty') : t('learn.shadowReport', { ...models.shadow })}</p>
          <ChangedMessages messages={models.shadow.examples} />
        </section>
      )}
      {evaluation.data !== undefined && (
        <>
          <ThresholdView
            rows={evaluation.data.rows}
            inForce={models.minimumConfidence}
            isLive={isLive}
            onNotice={onNotice}
          />
          <ConfusionView rows={evaluation.data.rows} />
        </>
      )}
      {evaluation.isFetching && evaluation.data === undefined && <p className="soft pad">{t('loading')}</p>}
    </>
  );
}
