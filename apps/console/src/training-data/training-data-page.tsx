import { useQuery } from '@tanstack/react-query';
import { type DragEvent, useMemo, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { importFile, readSummary, readVersions } from '../api/learning';
import '../learning/learning.css';
import { TrainButton } from '../learning/train-button';
import { Toast } from '../learning/toast';
import { useJobs } from '../learning/use-learning';
import { useNotice } from '../learning/use-notice';
import { VersionLine } from '../learning/version-line';
import { addLearningWords } from '../learning/words';
import { useShortcuts } from '../shell/use-shortcuts';
import { FindingsView } from './findings-view';
import { ImportFailure } from './import-failure';
import { IntentList } from './intent-list';
import { RepliesView } from './replies-view';
import { RowsView } from './rows-view';
import { SuggestionsView } from './suggestions-view';
import { useDatasetChanges } from './use-dataset-changes';
import { LoadFailed } from '../shell/load-failed';

addLearningWords();

const tabs = ['rows', 'findings', 'suggestions', 'replies'] as const;
type Tab = (typeof tabs)[number];
const versionsShown = 5;

/** What the models learn from: rows by intent, what is wrong with them, and what is missing. */
export function TrainingDataPage() {
  const { t } = useTranslation();
  const [tab, setTab] = useState<Tab>('rows');
  const [intent, setIntent] = useState<string | null>(null);
  const [isOver, setOver] = useState(false);
  const [failure, setFailure] = useState<Error | null>(null);
  const [notice, setNotice] = useNotice();
  const changes = useDatasetChanges(setNotice);
  const { jobs, running } = useJobs();
  const summary = useQuery({ queryKey: ['dataset', 'summary'], queryFn: readSummary });
  const versions = useQuery({ queryKey: ['dataset', 'versions'], queryFn: readVersions });
  useShortcuts(
    useMemo(
      () => ({
        z: () => document.querySelector<HTMLButtonElement>('[data-action="undo"]')?.click(),
        '/': () => document.querySelector<HTMLInputElement>('[data-part="search-rows"]')?.focus(),
        n: () => document.querySelector<HTMLInputElement>('[data-part="new-text"]')?.focus(),
      }),
      [],
    ),
  );
  const bring = (file: File | undefined): void => {
    if (file === undefined) return;
    setFailure(null);
    void importFile(file).then((report) => changes.done({ text: t('learn.imported', { ...report }) }), setFailure);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    bring(event.dataTransfer.files[0]);
  };

  if (summary.isPending) return <p className="center soft">{t('loading')}</p>;
  if (summary.isLoadingError) return <LoadFailed of={summary} className="center" />;
  const { intents, latest } = summary.data;
  const past = (versions.data?.items ?? []).slice(0, versionsShown).reverse();
  return (
    <main
      className={`learning-page data-page ${isOver ? 'is-over' : ''}`}
      data-drop={t('learn.drop')}
      onDragOver={(event) => (event.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <header className="learning-top">
        <h1>{t('trainingData')}</h1>
        <VersionLine
          points={[
            ...past.map(({ number }) => ({ key: String(number), label: String(number), look: 'past' as const })),
            { key: 'draft', label: t('learn.draft'), look: 'open' },
          ]}
        >
          <span className="soft small" data-part="changes">
            {latest === null ? t('learn.noVersion') : changesText(t, summary.data.changes, latest.number)}
          </span>
        </VersionLine>
        <span className="grow" />
        <label className="button">
          {t('learn.importFile')}
          <input
            type="file"
            className="hidden"
            accept=".csv,.jsonl"
            onChange={(event) => (bring(event.target.files?.[0]), (event.target.value = ''))}
          />
        </label>
        <TrainButton isBusy={running?.kind === 'train'} />
      </header>
      <IntentList intents={intents} selected={intent} onSelect={(name) => (setIntent(name), setTab('rows'))} />
      <section className="data-main">
        {failure !== null && <ImportFailure error={failure} onClose={() => setFailure(null)} />}
        <div className="tabs" role="tablist">
          {tabs.map((name) => (
            <button key={name} role="tab" data-tab={name} aria-selected={tab === name} onClick={() => setTab(name)}>
              {t(`learn.tabs.${name}`)}
            </button>
          ))}
        </div>
        {tab === 'rows' && <RowsView key={intent} intent={intent} intents={intents} changes={changes} />}
        {tab === 'findings' && (
          <FindingsView
            changes={changes}
            check={jobs.find(({ kind }) => kind === 'check') ?? null}
            onIntent={(name) => (setIntent(name), setTab('rows'))}
          />
        )}
        {tab === 'suggestions' && <SuggestionsView changes={changes} />}
        {tab === 'replies' && <RepliesView intents={intents} changes={changes} />}
      </section>
      <Toast
        notice={notice}
        onUndo={() => void notice?.undo?.().then(() => changes.done({ text: t('learn.undone') }))}
      />
    </main>
  );
}

function changesText(t: TFunction, { added, removed }: { added: number; removed: number }, number: number): string {
  return added + removed === 0 ? t('learn.unchanged', { number }) : t('learn.changes', { added, removed, number });
}
