import type { Automation, Evaluation } from '@switchboard/contracts';
import { consequenceOf } from '@switchboard/contracts/consequence';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Notice } from '../../learning/use-notice';
import { useModelSettings } from './use-model-settings';

interface AutomationViewProps {
  evaluation: Evaluation;
  inForce: Automation;
  isLive: boolean;
  onNotice(notice: Notice): void;
}

const steps = 50;
const [width, height] = [600, 120];

/** When the model answers by itself, with what follows: less risk, fewer answers. */
export function AutomationView({ evaluation, inForce, isLive, onNotice }: AutomationViewProps) {
  const { t } = useTranslation();
  const { save } = useModelSettings(onNotice);
  const [chosen, setChosen] = useState(inForce);
  const { risk, minimumConfidence } = chosen;
  const isInForce = risk === inForce.risk && minimumConfidence === inForce.minimumConfidence;
  const now = useMemo(() => consequenceOf(evaluation, chosen), [evaluation, chosen]);
  const ofHundred = (share: number): string => (100 * share).toFixed(share > 0 && share < 0.1 ? 1 : 0);
  return (
    <section className="panel threshold" data-part="threshold">
      <h3>
        {t('learn.automation')} <span className="soft small">{t('learn.automationHint')}</span>
      </h3>
      <RiskChoice evaluation={evaluation} chosen={chosen} onChoose={setChosen} />
      <ConfidenceCurve evaluation={evaluation} chosen={chosen} />
      <label htmlFor="minimum-confidence">
        {t('learn.slider')} <span className="soft small">{t('learn.sliderHint')}</span>
      </label>
      <input
        id="minimum-confidence"
        type="range"
        min="0"
        max="1"
        step="0.01"
        value={minimumConfidence}
        onChange={(event) => setChosen({ ...chosen, minimumConfidence: Number(event.target.value) })}
      />
      <p>
        <b className="value">{minimumConfidence.toFixed(2)}</b>
        <span data-part="consequence">
          {t('learn.consequence', { automatic: ofHundred(now.automatic), wrong: ofHundred(now.wrong) })}
        </span>
        <span className="grow" />
        <span className="soft small">
          {t('learn.inForce', { risk: percentOf(inForce.risk), value: inForce.minimumConfidence.toFixed(2) })}
        </span>
        {isLive && (
          <button
            data-action="apply-automation"
            disabled={isInForce || save.isPending}
            onClick={() => save.mutate((settings) => ({ ...settings, automation: chosen }))}
          >
            {t('learn.apply')}
          </button>
        )}
      </p>
    </section>
  );
}

const percentOf = (share: number): string => `${Math.round(share * 1_000) / 10} %`;

interface ChoiceProps {
  evaluation: Evaluation;
  chosen: Automation;
}

/** The thresholds of each level come from the training: nothing has to be trained again. */
function RiskChoice({ evaluation, chosen, onChoose }: ChoiceProps & { onChoose(chosen: Automation): void }) {
  const { t } = useTranslation();
  if (evaluation.risks.length === 0) return <p className="soft">{t('learn.noRisks')}</p>;
  return (
    <fieldset className="risks">
      <legend>
        {t('learn.risk')}
        <span className="small">{t('learn.riskHint')}</span>
      </legend>
      {evaluation.risks.map(({ risk }) => {
        const level = risk as Automation['risk'];
        const { automatic } = consequenceOf(evaluation, { ...chosen, risk: level });
        return (
          <label key={risk} className={risk === chosen.risk ? 'chosen' : ''}>
            <input
              type="radio"
              name="risk"
              value={risk}
              checked={risk === chosen.risk}
              onChange={() => onChoose({ ...chosen, risk: level })}
            />
            <b>{percentOf(risk)}</b>
            <span className="soft small">{t('learn.riskAnswers', { automatic: Math.round(100 * automatic) })}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

function ConfidenceCurve({ evaluation, chosen }: ChoiceProps) {
  const { risk, minimumConfidence } = chosen;
  const curve = useMemo(
    () =>
      Array.from({ length: steps + 1 }, (_, step) =>
        consequenceOf(evaluation, { risk, minimumConfidence: step / steps }),
      ),
    [evaluation, risk],
  );
  const area = (pick: 'automatic' | 'wrong'): string =>
    `M0 ${height}${curve.map((point, step) => `L${(width * step) / steps} ${height - height * point[pick]}`).join('')}L${width} ${height}Z`;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
      <path d={area('automatic')} className="automatic" />
      <path d={area('wrong')} className="wrong" />
      <path d={`M${width * minimumConfidence} 0V${height}`} className="at" />
    </svg>
  );
}
