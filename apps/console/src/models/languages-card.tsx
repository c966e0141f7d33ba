import type { LanguageChange, Languages } from '@switchboard/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { giveUpLanguages, readLanguages, setLanguages } from '../api/learning';
import { LoadFailed } from '../shell/load-failed';
import './languages-card.css';

const whileChangingMs = 1_000;
const idleMs = 30_000;
const key = ['languages'];

/** What the specialists answer in; a change to other languages, and how far it is. */
export function LanguagesCard() {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const nameOf = useLanguageNames();
  const [isOpen, setOpen] = useState(false);
  const { data, error, refetch } = useQuery({
    queryKey: key,
    queryFn: readLanguages,
    refetchInterval: ({ state }) => (isMoving(state.data?.change ?? null) ? whileChangingMs : idleMs),
  });
  const onSuccess = (now: Languages): void => {
    cache.setQueryData(key, now);
    setOpen(false);
  };
  const change = useMutation({ mutationFn: setLanguages, onSuccess });
  const giveUp = useMutation({ mutationFn: giveUpLanguages, onSuccess, onSettled: () => void refetch() });
  useModelsAfter(data?.change ?? null);
  if (error !== null)
    return (
      <section className="languages" data-part="languages">
        <LoadFailed of={{ error, refetch }} className="error small" />
      </section>
    );
  if (data === undefined) return null;
  const failure = change.error ?? giveUp.error;
  return (
    <section className="languages" data-part="languages" aria-label={t('learn.languages.title')}>
      <h3>
        {t('learn.languages.title')}
        {data.change === null && !isOpen && (
          <button className="quiet" data-action="languages" onClick={() => setOpen(true)}>
            {t('learn.languages.change')}
          </button>
        )}
      </h3>
      <p>{data.languages.map(nameOf).join(t('learn.languages.and'))}</p>
      <p className="soft small">{t('learn.languages.readBy', { encoder: data.encoder })}</p>
      {data.change !== null ? (
        <ChangeView
          change={data.change}
          nameOf={nameOf}
          isBusy={change.isPending || giveUp.isPending}
          onAgain={change.mutate}
          onGiveUp={() => giveUp.mutate()}
        />
      ) : (
        isOpen && (
          <LanguageForm
            languages={data}
            nameOf={nameOf}
            isBusy={change.isPending}
            onChoose={(languages) => change.mutate({ languages })}
            onCancel={() => setOpen(false)}
          />
        )
      )}
      {failure !== null && (
        <p className="error small" role="alert">
          {failure.message}
        </p>
      )}
    </section>
  );
}

const isMoving = (change: LanguageChange | null): boolean => change !== null && change.error === null;

function useLanguageNames(): (code: string) => string {
  const { i18n } = useTranslation();
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  return (code) => names.of(code) ?? code;
}

/** When a change is done another model is live. */
function useModelsAfter(change: LanguageChange | null): void {
  const cache = useQueryClient();
  const before = useRef(change);
  useEffect(() => {
    if (before.current !== null && change === null) void cache.invalidateQueries({ queryKey: ['models'] });
    before.current = change;
  }, [cache, change]);
}

interface ChangeViewProps {
  change: LanguageChange;
  nameOf(code: string): string;
  isBusy: boolean;
  onAgain(wish: { languages: string[]; reason?: string }): void;
  onGiveUp(): void;
}

function ChangeView({ change, nameOf, isBusy, onAgain, onGiveUp }: ChangeViewProps) {
  const { t } = useTranslation();
  const { languages, stage, done, total, error } = change;
  const [reason, setReason] = useState('');
  const isClosed = error !== null && stage === 'gate';
  return (
    <div className="language-change" role="status" data-stage={stage}>
      <p>{t('learn.languages.changing', { languages: languages.map(nameOf).join(t('learn.languages.and')) })}</p>
      {error === null ? (
        <>
          <progress max={Math.max(1, total)} value={total === 0 ? undefined : done} />
          <p className="soft small">
            {t(`learn.languages.stages.${stage}`)} {total > 1 && `${done}/${total}`}
          </p>
          <p className="soft small">{t('learn.languages.meanwhile')}</p>
        </>
      ) : (
        <p className="error small">{t('learn.languages.stopped', { reason: error })}</p>
      )}
      {isClosed && (
        <input
          aria-label={t('learn.reason')}
          placeholder={t('learn.reason')}
          data-part="reason"
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
      <p className="buttons">
        {isClosed && (
          <button
            data-action="switch-anyway"
            disabled={isBusy || reason.trim().length < 3}
            onClick={() => onAgain({ languages, reason: reason.trim() })}
          >
            {t('learn.languages.anyway')}
          </button>
        )}
        {error !== null && (
          <button className="primary" disabled={isBusy} onClick={() => onAgain({ languages })}>
            {t('tryAgain')}
          </button>
        )}
        <button data-action="give-up" disabled={isBusy} onClick={onGiveUp}>
          {t('learn.languages.giveUp')}
        </button>
      </p>
    </div>
  );
}

interface LanguageFormProps {
  languages: Languages;
  nameOf(code: string): string;
  isBusy: boolean;
  onChoose(languages: string[]): void;
  onCancel(): void;
}

function LanguageForm({ languages: { languages, available }, nameOf, isBusy, onChoose, onCancel }: LanguageFormProps) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState(languages);
  const toggle = (code: string): void =>
    setChosen((before) => (before.includes(code) ? before.filter((other) => other !== code) : [...before, code]));
  const isSame = String([...chosen].sort()) === String([...languages].sort());
  return (
    <form
      className="language-form"
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(chosen);
      }}
    >
      <fieldset disabled={isBusy}>
        <legend className="soft small">{t('learn.languages.hint')}</legend>
        {available.map((code) => (
          <label key={code}>
            <input type="checkbox" checked={chosen.includes(code)} onChange={() => toggle(code)} />
            <span lang={code}>{nameOf(code)}</span>
          </label>
        ))}
      </fieldset>
      <p className="buttons">
        <button className="primary" disabled={isBusy || isSame || chosen.length === 0}>
          {t('learn.languages.apply')}
        </button>
        <button type="button" onClick={onCancel}>
          {t('learn.cancel')}
        </button>
      </p>
    </form>
  );
}
