import type { Trace, Understanding } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { request } from '../api/request';
import { decidingNumber } from './deciding-number';

/** The steps of a turn with their milliseconds and the one number that decided, then the detail. */
export function Why({ conversationId, turnId }: { conversationId: string; turnId: string }) {
  const { t } = useTranslation();
  const trace = useQuery({
    queryKey: ['trace', turnId],
    queryFn: () => request<Trace>('GET', `/v1/conversations/${conversationId}/turns/${turnId}`),
  });
  if (trace.isPending) return <p className="soft small">{t('loading')}</p>;
  if (trace.isError) return <p className="soft small">{t('whyNone')}</p>;
  const { steps, decision, declined, checks, error } = trace.data;
  return (
    <div className="why" data-part="why-detail">
      <ol className="steps">
        {steps.map(({ step, ms }) => (
          <li key={step}>
            <span>{t(`whySteps.${step}`)}</span>
            <b>{ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms</b>
          </li>
        ))}
      </ol>
      {decision !== null && (
        <p className="rule">
          {t(`rules.${decision.ruleId}`)} <b>{decidingNumber(trace.data)}</b> <code>{decision.ruleId}</code>
        </p>
      )}
      {declined.map(({ ruleId, reason }) => (
        <p key={ruleId} className="soft">
          {t('declined', { rule: ruleId, reason })}
        </p>
      ))}
      <Understood trace={trace.data} />
      <Filter filter={trace.data.filter} />
      <Passages trace={trace.data} />
      <ToolCalls trace={trace.data} />
      {checks.length > 0 && (
        <p>
          {t('checks')}: {checks.join('; ')}
        </p>
      )}
      {error !== null && <p className="error">{error}</p>}
    </div>
  );
}

function Understood({ trace: { understanding, expected, llm } }: { trace: Trace }) {
  const { t } = useTranslation();
  if (understanding === null) return null;
  const { intents, questions, outOfScope, language, marks = [], intentModel, missing } = understanding;
  const redacted = llm === null ? [] : Object.entries(llm.redacted);
  return (
    <>
      <h4>{t('intents')}</h4>
      {intents.slice(0, 3).map((item) => (
        <IntentBar key={item.intent} {...item} />
      ))}
      <Questions questions={questions} />
      <dl className="facts">
        {outOfScope !== null && (
          <div>
            <dt>{t('outOfScope')}</dt>
            <dd>
              {outOfScope.score.toFixed(2)} <small>{t('threshold', { value: outOfScope.threshold.toFixed(2) })}</small>
            </dd>
          </div>
        )}
        {expected !== null && (
          <div>
            <dt>{t('expected')}</dt>
            <dd>{t('expectedOf', { curated: percent(expected.curated), passages: percent(expected.passages) })}</dd>
          </div>
        )}
        {marks.length > 0 && (
          <div>
            <dt>{t('marks.title')}</dt>
            <dd>{marks.map(({ label, score }) => `${t(`marks.${label}`)} ${percent(score)}`).join(', ')}</dd>
          </div>
        )}
        <div>
          <dt>{t('messageLanguage')}</dt>
          <dd>{language.code}</dd>
        </div>
        {intentModel !== null && (
          <div>
            <dt>{t('model')}</dt>
            <dd>
              <code>{intentModel.slice(0, 12)}</code>
            </dd>
          </div>
        )}
      </dl>
      {missing.length > 0 && <p className="error">{t('missing', { parts: missing.join(', ') })}</p>}
      {llm !== null && (
        <p>
          {t('llmUse', {
            model: llm.model,
            prompt: llm.promptTokens,
            completion: llm.completionTokens,
            ms: llm.firstTokenMs,
          })}
          {redacted.length > 0 && (
            <>
              <br />
              {t('llmHidden', { kinds: redacted.map(([type, count]) => `${type} × ${count}`).join(', ') })}
            </>
          )}
          <Memory memory={llm.memory} />
        </p>
      )}
    </>
  );
}

/** What the model knew of the conversation, where that was not all of it. */
function Memory({ memory }: { memory: NonNullable<Trace['llm']>['memory'] }) {
  const { t } = useTranslation();
  if (memory === undefined || (memory.summarisedToSeq === null && memory.dropped === 0)) return null;
  const { summarisedToSeq: seq, recent, dropped } = memory;
  return (
    <>
      <br />
      {seq === null ? '' : `${t('llmSummary', { seq, recent })} `}
      {dropped === 0 ? '' : t('llmDropped', { dropped })}
    </>
  );
}

/** The tools that were called, with what came of each and who had decided on it. */
function ToolCalls({ trace: { tools } }: { trace: Trace }) {
  const { t } = useTranslation();
  if (tools.length === 0) return null;
  return (
    <>
      <h4>{t('tools.traceTitle')}</h4>
      {tools.map(({ tool, outcome, detail, ms, arguments: args, approval }, index) => (
        <details key={index} data-part="why-tool">
          <summary>
            <code>{tool}</code> <b>{outcome}</b> {ms > 0 && <small>{Math.round(ms)} ms</small>}
            {approval?.by && <small> · {t('tools.traceBy', { name: approval.by })}</small>}
          </summary>
          <p>
            <code>{JSON.stringify(args)}</code>
            {detail !== '' && ` ${detail}`}
          </p>
        </details>
      ))}
    </>
  );
}

type Intent = Understanding['intents'][number];

function IntentBar({ intent, confidence, threshold }: Intent) {
  const { t } = useTranslation();
  return (
    <div className="bar">
      <span>{intent}</span>
      <meter min={0} max={1} value={confidence} aria-label={intent} />
      <b>{percent(confidence)}</b>
      <small>{threshold > 1 ? '–' : t('threshold', { value: percent(threshold) })}</small>
    </div>
  );
}

/** A message that asks several things: the best intent of each. */
function Questions({ questions }: Pick<Understanding, 'questions'>) {
  const { t } = useTranslation();
  if (questions.length === 0) return null;
  return (
    <>
      <h4>{t('questions')}</h4>
      {questions.map(({ text, intents: [best] }) => (
        <div key={text}>
          <p className="soft">{text}</p>
          {best !== undefined && <IntentBar {...best} />}
        </div>
      ))}
    </>
  );
}

/** What the search left out because of who asks: never in silence. */
function Filter({ filter = null }: { filter?: Trace['filter'] }) {
  const { t } = useTranslation();
  if (filter === null || (filter.hidden === 0 && !filter.anyLanguage)) return null;
  const reader = [filter.language, filter.audience, filter.product].filter((value) => value !== null).join(', ');
  return (
    <p className="soft" data-part="filter">
      {filter.hidden > 0 && t('searchHid', { count: filter.hidden, reader: reader === '' ? '–' : reader })}{' '}
      {filter.anyLanguage && t('searchAnyLanguage')}
    </p>
  );
}

function Passages({ trace: { passages } }: { trace: Trace }) {
  const { t } = useTranslation();
  if (passages.length === 0) return null;
  return (
    <>
      <h4>{t('passages')}</h4>
      {passages.slice(0, 3).map(({ passageId, title, score, text }) => (
        <details key={passageId}>
          <summary>
            {title} <b>{score.toFixed(2)}</b>
          </summary>
          <p>{text}</p>
        </details>
      ))}
    </>
  );
}

const percent = (value: number): string => `${(100 * value).toFixed(0)} %`;
