import { type DatasetSummary, outsideLabel } from '@switchboard/contracts';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

interface IntentListProps {
  intents: DatasetSummary['intents'];
  selected: string | null;
  onSelect(intent: string | null): void;
}

/** Intents with how much there is to learn each from, drawn to one scale. */
export function IntentList({ intents, selected, onSelect }: IntentListProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const most = Math.max(1, ...intents.map(({ train, test }) => train + test));
  const total = intents.reduce((sum, { train, test }) => ({ train: sum.train + train, test: sum.test + test }), {
    train: 0,
    test: 0,
  });
  const shown = intents.filter(({ intent }) => intent.toLowerCase().includes(search.toLowerCase()));
  return (
    <nav className="intent-list" aria-label={t('intents')}>
      <input
        className="search"
        type="search"
        placeholder={t('learn.findIntent')}
        aria-label={t('learn.findIntent')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className="intent-rows">
        <button aria-current={selected === null} title={t('learn.rowsOf', total)} onClick={() => onSelect(null)}>
          <span>{t('learn.allIntents')}</span>
          <b>{total.train + total.test}</b>
        </button>
        {shown.map(({ intent, train, test }) => (
          <button
            key={intent}
            data-intent={intent}
            aria-current={selected === intent}
            title={t('learn.rowsOf', { train, test })}
            onClick={() => onSelect(intent)}
          >
            <span>{intent === outsideLabel ? t('learn.outside') : intent}</span>
            <b>{train + test}</b>
            <svg viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
              <rect width={(100 * train) / most} height="3" className="train" />
              <rect x={(100 * train) / most} width={(100 * test) / most} height="3" className="test" />
            </svg>
          </button>
        ))}
      </div>
    </nav>
  );
}
