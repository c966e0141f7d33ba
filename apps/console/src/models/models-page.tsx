import type { ModelVersion, Models } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readModels, rollBack } from '../api/learning';
import { TrainingView, percent } from '../learning/curve';
import '../learning/learning.css';
import { Toast } from '../learning/toast';
import { TrainButton } from '../learning/train-button';
import { useJobs } from '../learning/use-learning';
import { type Notice, useNotice } from '../learning/use-notice';
import { VersionLine } from '../learning/version-line';
import { addLearningWords } from '../learning/words';
import { useShortcuts } from '../shell/use-shortcuts';
import { LanguagesCard } from './languages-card';
import { DriftBanner } from './drift-banner';
import { RenewalBanner } from './renewal-banner';
import { ModelView } from './model-view';
import { StorageLine, megabytes } from './storage-line';
import { whenOf } from './when-of';
import { LoadFailed } from '../shell/load-failed';

addLearningWords();

const onTheLine = 6;
const whileRenewedMs = 2_000;

/** The desk's own models: which one is live, what another would do better, and the way back. */
export function ModelsPage() {
  const { t } = useTranslation();
  const [selected, setSelected] = useState<string | null>(null);
  const [notice, setNotice] = useNotice();
  const { jobs, running } = useJobs();
  const { data, isPending, error, refetch } = useQuery({
    queryKey: ['models'],
    queryFn: readModels,
    refetchInterval: ({ state }) => (state.data?.renewal ? whileRenewedMs : false),
  });
  useShortcuts(
    useMemo(() => {
      const move = (by: number) => (): void =>
        setSelected((now) => {
          const items = data?.items ?? [];
          const at = Math.max(
            0,
            items.findIndex(({ id }) => id === now),
          );
          return items[Math.min(items.length - 1, Math.max(0, at + by))]?.id ?? null;
        });
      return { j: move(1), k: move(-1) };
    }, [data]),
  );
  if (isPending) return <p className="center soft">{t('loading')}</p>;
  if (error !== null) return <LoadFailed of={{ error, refetch }} className="center" />;
  const training = jobs.find(({ kind }) => kind === 'train') ?? null;
  const model = data.items.find(({ id }) => id === selected) ?? data.items[0] ?? null;
  return (
    <main className="learning-page models-page">
      <header className="learning-top">
        <h1>{t('learn.models')}</h1>
        <VersionLine
          points={data.items
            .slice(0, onTheLine)
            .reverse()
            .map((item) => ({ key: item.id, label: String(item.datasetVersion ?? '–'), look: lookOf(item, data) }))}
        />
        <span className="grow" />
        <RollBack models={data} onNotice={setNotice} />
        <TrainButton isBusy={running?.kind === 'train'} />
      </header>
      <nav className="model-list" aria-label={t('learn.versions')}>
        {data.items.map((item) => (
          <ModelCard
            key={item.id}
            item={item}
            models={data}
            isSelected={item.id === model?.id}
            onSelect={() => setSelected(item.id)}
          />
        ))}
        <History models={data} />
        <StorageLine storage={data.storage} />
        <LanguagesCard />
      </nav>
      <section className="model-main">
        {data.renewal !== null && <RenewalBanner renewal={data.renewal} />}
        <DriftBanner drift={data.drift} />
        {training !== null && <TrainingView job={training} />}
        {model === null ? (
          <p className="center soft">
            {t('learn.noModels')} <Link to="/training-data">{t('learn.toData')}</Link>
          </p>
        ) : (
          <ModelView key={model.id} model={model} models={data} onNotice={setNotice} />
        )}
      </section>
      <Toast notice={notice} onUndo={() => void notice?.undo?.()} />
    </main>
  );
}

const lookOf = ({ id }: ModelVersion, { liveId, shadow }: Models): 'live' | 'shadow' | 'past' =>
  id === liveId ? 'live' : id === shadow?.modelId ? 'shadow' : 'past';

function ModelCard({
  item,
  models,
  isSelected,
  onSelect,
}: {
  item: ModelVersion;
  models: Models;
  isSelected: boolean;
  onSelect(): void;
}) {
  const { t } = useTranslation();
  const look = lookOf(item, models);
  return (
    <button
      className={`model-card ${look} ${item.archivedAt === null ? '' : 'archived'}`}
      data-part="model"
      data-look={look}
      aria-current={isSelected}
      onClick={onSelect}
    >
      <i aria-hidden="true" />
      <span className="model-name">
        {item.datasetVersion === null ? item.hash.slice(0, 8) : t('learn.trainedOn', { number: item.datasetVersion })}
      </span>
      <b>{look === 'past' ? '' : t(`learn.${look}`)}</b>
      <span className="soft small">
        {whenOf(item.createdAt)} ·{' '}
        {item.archivedAt === null ? megabytes(models.storage.models[item.id] ?? 0) : t('learn.archived')}
      </span>
      <span className="model-figure">{item.evaluation === null ? '–' : percent(item.evaluation.accuracy)}</span>
    </button>
  );
}

function RollBack({ models, onNotice }: { models: Models; onNotice(notice: Notice): void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const back = useMutation({
    mutationFn: rollBack,
    onSuccess: (changed) => {
      cache.setQueryData(['models'], changed);
      void cache.invalidateQueries({ queryKey: ['gate'] });
      onNotice({ text: t('learn.rolledBack') });
    },
    onError: (error) => onNotice({ text: error.message }),
  });
  const previous = models.items.find(({ id }) => id === models.previousId);
  if (previous === undefined || previous.archivedAt !== null) return null;
  return (
    <button
      data-action="roll-back"
      title={t('learn.rollBackTo', { when: whenOf(previous.createdAt) })}
      disabled={back.isPending}
      onClick={() => back.mutate()}
    >
      {t('learn.rollBack')}
    </button>
  );
}

function History({ models: { promotions, items } }: { models: Models }) {
  const { t } = useTranslation();
  if (promotions.length === 0) return null;
  const version = (id: string): string => {
    const number = items.find((item) => item.id === id)?.datasetVersion;
    return number === null || number === undefined ? '' : t('learn.version', { number });
  };
  return (
    <details className="history">
      <summary>{t('learn.history')}</summary>
      <ol>
        {promotions.map(({ modelId, kind, by, at, reason }) => (
          <li key={at}>
            {t(`learn.historyLine.${kind}`)} {version(modelId)}
            <span className="soft small">
              {whenOf(at)} {t('learn.by', { name: by })} {reason === null ? '' : `– ${reason}`}
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}
