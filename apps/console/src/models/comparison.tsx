import type { EvaluationSummary, GateReport } from '@switchboard/contracts';
import { useTranslation } from 'react-i18next';
import { percent } from '../learning/curve';

const figures = ['accuracy', 'macroF1', 'ece', 'automatic', 'wrong'] as const;
const intentsShown = 8;

/** Two models on the same messages: the live one open, the candidate filled, on one scale. */
export function Comparison({ gate: { candidate, live }, isLive }: { gate: GateReport; isLive: boolean }) {
  const { t } = useTranslation();
  const beside = isLive ? null : live;
  return (
    <section className="panel comparison">
      <h3>
        {isLive ? t('learn.live') : t('learn.compare')}{' '}
        <span className="soft small">{t('learn.measuredOn', { n: candidate.n })}</span>
      </h3>
      <dl>
        {figures.map((name) => (
          <div key={name}>
            <dt>{t(`learn.${name}`)}</dt>
            <dd>
              <b>{percent(candidate[name])}</b>
              {beside !== null && <span className="soft">{percent(beside[name])}</span>}
            </dd>
            <Pair now={candidate[name]} then={beside?.[name] ?? null} />
          </div>
        ))}
      </dl>
      {beside !== null && <MovedIntents candidate={candidate} live={beside} />}
    </section>
  );
}

/** The motif again: a line from 0 to 100 %, a dot for the candidate and a ring for the live model. */
function Pair({ now, then }: { now: number; then: number | null }) {
  return (
    <svg viewBox="0 0 104 10" className="pair" aria-hidden="true">
      <path d="M2 5h100" />
      {then !== null && <circle cx={2 + 100 * then} cy="5" r="3" className="then" />}
      <circle cx={2 + 100 * now} cy="5" r="3.5" className="now" />
    </svg>
  );
}

function MovedIntents({ candidate, live }: { candidate: EvaluationSummary; live: EvaluationSummary }) {
  const before = new Map(live.intents.map(({ intent, right }) => [intent, right]));
  const moved = candidate.intents
    .map(({ intent, rows, right }) => ({ intent, rows, by: right - (before.get(intent) ?? 0) }))
    .filter(({ by }) => by !== 0)
    .sort((a, b) => a.by - b.by);
  if (moved.length === 0) return null;
  return (
    <ul className="moved">
      {moved.slice(0, intentsShown).map(({ intent, rows, by }) => (
        <li key={intent} className={by < 0 ? 'lost' : 'won'}>
          {intent} <b>{by > 0 ? `+${by}` : `−${-by}`}</b> <span className="soft">/ {rows}</span>
        </li>
      ))}
    </ul>
  );
}
