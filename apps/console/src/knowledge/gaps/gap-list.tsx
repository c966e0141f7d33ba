import type { GapTopic } from '@switchboard/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { listGaps } from '../../api/knowledge';
import { LoadFailed } from '../../shell/load-failed';

/** The same list in both panes. */
export function useGaps() {
  return useQuery({ queryKey: ['gaps'], queryFn: listGaps, staleTime: 10_000 });
}

/** Topics that visitors ask about in vain, most asked first. */
export function GapList({ selected, onSelect }: { selected: string | null; onSelect(topic: string): void }) {
  const { t } = useTranslation();
  const gaps = useGaps();
  return (
    <>
      {gaps.isPending && <p className="note soft">{t('loading')}</p>}
      {gaps.isError && <LoadFailed of={gaps} className="note" />}
      {gaps.data?.length === 0 && <p className="note soft">{t('knowledgePage.emptyGaps')}</p>}
      <ul className="knowledge-rows">
        {gaps.data?.map((topic) => (
          <li key={gapName(topic)}>
            <button
              className="knowledge-row"
              data-part="gap"
              aria-current={gapName(topic) === selected}
              onClick={() => onSelect(gapName(topic))}
            >
              <span className="name">{topic.title}</span>
              <span className="state">{t('knowledgePage.asked', { count: topic.count })}</span>
              <Kinds topic={topic} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A topic is known by its newest question, which stays the same while others join. */
export const gapName = ({ examples: [first] }: GapTopic): string =>
  first === undefined ? '' : `${first.conversationId}.${first.seq}`;

function Kinds({ topic: { unanswered, badlyRated, answeredNow } }: { topic: GapTopic }) {
  const { t } = useTranslation();
  return (
    <span className="line soft small">
      {answeredNow && <span className="state ready">✓ {t('knowledgePage.answeredNow')} · </span>}
      {unanswered > 0 && t('knowledgePage.unanswered', { count: unanswered })}
      {unanswered > 0 && badlyRated > 0 && ' · '}
      {badlyRated > 0 && <span className="warned">{t('knowledgePage.badlyRated', { count: badlyRated })}</span>}
    </span>
  );
}

interface DetailProps {
  name: string;
  onWrite(topic: GapTopic): void;
}

/** What was asked, in which conversation, and the way to answer it. */
export function GapDetail({ name, onWrite }: DetailProps) {
  const { t, i18n } = useTranslation();
  const gaps = useGaps();
  const topic = gaps.data?.find((item) => gapName(item) === name);
  if (gaps.isPending) return <p className="soft">{t('loading')}</p>;
  if (topic === undefined) return <p className="soft">{t('knowledgePage.pickGap')}</p>;
  return (
    <article>
      <h2>{topic.title}</h2>
      <Kinds topic={topic} />
      <div className="detail-tools">
        <button className="primary" data-part="write-article" onClick={() => onWrite(topic)}>
          {t('knowledgePage.writeArticle')}
        </button>
      </div>
      <ul className="items">
        {topic.examples.map(({ conversationId, seq, text, at, kind }) => (
          <li key={`${conversationId} ${seq}`} className="item">
            <Link to="/conversations/$id" params={{ id: conversationId }} className="name">
              {text}
            </Link>
            <time className="state" dateTime={at}>
              {new Date(at).toLocaleString(i18n.language)}
            </time>
            {kind === 'badly-rated' && <span className="line warned small">{t('knowledgePage.didNotHelp')}</span>}
          </li>
        ))}
      </ul>
    </article>
  );
}
