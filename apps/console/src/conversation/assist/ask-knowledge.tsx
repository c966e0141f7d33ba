import type { Citation, KnowledgeAnswer } from '@switchboard/contracts';
import { citationHref } from '@switchboard/contracts/citation-href';
import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askKnowledge } from '../../api/knowledge';
import { useHelpCentre } from '../../shell/desk-context';
import { LoadFailed } from '../../shell/load-failed';

interface AskKnowledgeProps {
  /** What the visitor asked, as the first question. */
  question: string;
  onInsert(text: string): void;
  onClose(): void;
}

/** Something that can be put into the reply. */
interface Find {
  text: string;
  citation: Citation;
  isAnswer: boolean;
}
const shown = 4;

/** The knowledge beside the reply: Enter searches, a number or Enter on a find inserts it with its source. */
export function AskKnowledge({ question: first, onInsert, onClose }: AskKnowledgeProps) {
  const { t } = useTranslation();
  const help = useHelpCentre();
  const [draft, setDraft] = useState(first);
  const [question, setQuestion] = useState(first);
  const found = useQuery({
    queryKey: ['knowledge-answer', question],
    queryFn: () => askKnowledge({ q: question }),
    enabled: question !== '',
    staleTime: 0,
  });
  const finds = found.data === undefined ? [] : findsOf(found.data);
  const insert = ({ text, citation }: Find): void => {
    const href = citationHref(citation, help);
    onInsert(`${text}\n${t('assist.from', { title: citation.title, href })}`);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    onClose();
  };
  const submit = (): void => {
    const next = draft.trim();
    // The same question again is an answer to the first find.
    if (next === question && finds[0] !== undefined) return insert(finds[0]);
    setQuestion(next);
  };
  return (
    <section className="ask-knowledge" data-part="ask-knowledge" aria-label={t('assist.ask')} onKeyDown={onKey}>
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <input
          type="search"
          autoFocus
          maxLength={1_000}
          value={draft}
          aria-label={t('assist.askHint')}
          placeholder={t('assist.askHint')}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
        <button type="button" onClick={onClose}>
          {t('assist.close')} <kbd>Esc</kbd>
        </button>
      </form>
      <div aria-live="polite">
        {found.isFetching && <p className="soft small">{t('knowledgePage.asking')}</p>}
        {found.isError && <LoadFailed of={found} className="error small" />}
        {found.isSuccess && finds.length === 0 && <p className="soft small">{t('assist.nothing')}</p>}
      </div>
      <ol>
        {finds.map((find, index) => (
          <li key={index}>
            <p>
              <b>{find.citation.title}</b>
              {find.isAnswer && <span className="soft small"> · {t('assist.answer')}</span>}
            </p>
            <p className="soft">{find.text}</p>
            <button data-action="insert-find" onClick={() => insert(find)}>
              {t('assist.insertWithSource')} {index === 0 && <kbd>Enter</kbd>}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The quote that a visitor would get, then the passages. */
function findsOf({ answer, passages }: KnowledgeAnswer): Find[] {
  const [citation] = answer?.citations ?? [];
  const quoted =
    answer === null || citation === undefined
      ? []
      : [{ text: answer.text.replace(/\s*\[\d+\]/g, ''), citation, isAnswer: true }];
  const others = passages.map(({ text, ...source }, index) => ({
    text: text.length > 400 ? `${text.slice(0, 399)}…` : text,
    citation: { ...source, number: index + 1, passageId: null, quote: text },
    isAnswer: false,
  }));
  return [...quoted, ...others].slice(0, shown);
}
