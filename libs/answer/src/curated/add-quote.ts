import { type FoundPassage, contentWords, splitSentences } from '@switchboard/knowledge';
import { claimsOf } from '../check/grounding/claims-of';
import { measureSupport, readSources } from '../check/grounding/measure-support';
import type { Draft } from '../draft';
import { draftPassage } from '../passage/draft-passage';

export interface Asked {
  question: string;
  embedding: Float32Array | null;
  /** What was found for it, best first. */
  passages: readonly FoundPassage[];
}

/** A passage that fits the question less than this adds nothing to an answer. */
const leastSupport = 0.5;
/** A sentence that the answer supports this far is said already. */
const saidFrom = 0.85;

/**
 * An intent's answer is general, and a question may be specific: what the answer's own documents say to the question
 * beyond it follows as a quote, with its source. Unchanged where the answer says it already, or nothing fits.
 */
export function addQuote(draft: Draft, { question, embedding, passages }: Asked): Draft {
  if (draft.kind !== 'reply') return draft;
  const { text, citations } = draft.reply;
  const own = passages.find(({ documentId }) => citations.some((citation) => citation.documentId === documentId));
  if (own === undefined || own.support < leastSupport) return draft;
  const quoted = draftPassage(question, embedding, [own]);
  const source = quoted.kind === 'reply' ? quoted.reply.citations[0] : undefined;
  if (source === undefined) return draft;
  const isNew = tellsMore(question, text);
  const quote = splitSentences(source.quote).filter(isNew).join(' ');
  if (quote === '') return draft;
  const number = citations.find(({ documentId }) => documentId === own.documentId)?.number ?? source.number;
  return {
    ...draft,
    reply: {
      ...draft.reply,
      text: `${text}\n\n${quote} [${number}]`,
      citations: citations.map((citation) => (citation.number === number ? { ...source, number, quote } : citation)),
    },
    sources: [...draft.sources, own.text],
  };
}

/**
 * Does a sentence tell more than an answer does: a number that the answer lacks, or a word of the question that it lacks?
 * Other words for what is said already do not.
 */
function tellsMore(question: string, answer: string): (sentence: string) => boolean {
  const said = readSources([answer]);
  const asked = new Set(contentWords(question).filter((word) => !said.words.has(word)));
  return (sentence) =>
    measureSupport(sentence, said).score < saidFrom &&
    (claimsOf(sentence).numbers.some((number) => !said.claims.numbers.includes(number)) ||
      contentWords(sentence).some((word) => asked.has(word)));
}
