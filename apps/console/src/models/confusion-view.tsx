import type { EvaluatedRow } from '@switchboard/contracts';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { percent } from '../learning/curve';
import { type Confusion, cellOf, confusionOf } from './confusion';

interface Cell {
  intent: string;
  predicted: string;
}

/** What is taken for what: a grid of intents, whose cells open to their messages; the same as a table. */
export function ConfusionView({ rows }: { rows: readonly EvaluatedRow[] }) {
  const { t } = useTranslation();
  const [confusedOnly, setConfusedOnly] = useState(true);
  const [isTable, setTable] = useState(false);
  const [cell, setCell] = useState<Cell | null>(null);
  const confusion = useMemo(() => confusionOf(rows, confusedOnly), [rows, confusedOnly]);
  const messages = cell === null ? [] : (confusion.cells.get(cellOf(cell.intent, cell.predicted)) ?? []);
  return (
    <section className="panel confusion" data-part="confusion">
      <h3>
        {t('learn.matrix')} <span className="soft small">{t('learn.matrixHint')}</span>
        <span className="grow" />
        <button className="link" onClick={() => setConfusedOnly(!confusedOnly)}>
          {t(confusedOnly ? 'learn.allCells' : 'learn.confusedOnly')}
        </button>
        <button className="link" aria-pressed={isTable} onClick={() => setTable(!isTable)}>
          {t('learn.asTable')}
        </button>
      </h3>
      {confusion.labels.length === 0 ? (
        <p className="soft">{t('learn.matrixClean')}</p>
      ) : isTable ? (
        <ConfusionTable confusion={confusion} onCell={setCell} />
      ) : (
        <Matrix confusion={confusion} selected={cell} onCell={setCell} />
      )}
      {cell !== null && (
        <div className="cell-messages" data-part="cell-messages">
          <h4>{t('learn.cell', { count: messages.length, ...cell })}</h4>
          <ul>
            {messages.map(({ text, confidence }, index) => (
              <li key={index}>
                {text} <span className="soft small">{percent(confidence)}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}

interface GridProps {
  confusion: Confusion;
  onCell(cell: Cell): void;
}

function Matrix({ confusion: { labels, cells, most }, selected, onCell }: GridProps & { selected: Cell | null }) {
  const { t } = useTranslation();
  return (
    <div className="matrix-scroll">
      <div
        className="matrix"
        style={{ gridTemplateColumns: `minmax(96px, max-content) repeat(${labels.length}, 22px)` }}
      >
        <span />
        {labels.map((label) => (
          <span key={label} className="column">
            {label}
          </span>
        ))}
        {labels.map((intent) => [
          <span key={intent} className="row-name">
            {intent}
          </span>,
          ...labels.map((predicted) => {
            const count = cells.get(cellOf(intent, predicted))?.length ?? 0;
            const isRight = intent === predicted;
            if (count === 0) return <i key={`${intent} ${predicted}`} />;
            return (
              <button
                key={`${intent} ${predicted}`}
                className={isRight ? 'right' : 'wrong'}
                style={isRight ? {} : { opacity: 0.45 + (0.55 * count) / most }}
                aria-pressed={selected?.intent === intent && selected.predicted === predicted}
                title={t('learn.cell', { count, intent, predicted })}
                aria-label={t('learn.cell', { count, intent, predicted })}
                onClick={() => onCell({ intent, predicted })}
              >
                {count}
              </button>
            );
          }),
        ])}
      </div>
    </div>
  );
}

function ConfusionTable({ confusion: { cells }, onCell }: GridProps) {
  const { t } = useTranslation();
  const wrong = [...cells.values()]
    .flatMap((messages) => (messages[0] === undefined ? [] : [{ first: messages[0], count: messages.length }]))
    .filter(({ first }) => first.intent !== first.predicted)
    .sort((a, b) => b.count - a.count);
  return (
    <ul className="confusion-table">
      {wrong.map(({ first: { intent, predicted }, count }) => (
        <li key={`${intent} ${predicted}`}>
          <button className="link" onClick={() => onCell({ intent, predicted })}>
            {t('learn.cell', { count, intent, predicted })}
          </button>
        </li>
      ))}
    </ul>
  );
}
