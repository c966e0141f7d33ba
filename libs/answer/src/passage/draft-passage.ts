import { type FoundPassage, coverage, sentenceCosine } from '@switchboard/knowledge';
import type { Draft } from '../draft';

interface Scored {
  text: string;
  index: number;
  score: number;
}

/** A passage of so many characters is quoted whole: what a sentence leaves out stands in the next one. */
const wholeCharacters = 300;
/** Of a longer one, a sentence this far under the best no longer belongs to the answer. */
const spread = 0.3;
const mostSentences = 3;
const lexicalShare = 0.25;

/**
 * Quotes the sentences of the best passage that answer the question, in their order, with the source as a chip. The
 * sentences' vectors are stored with the passage: no encoder runs here.
 */
export function draftPassage(
  question: string,
  embedding: Float32Array | null,
  passages: readonly FoundPassage[],
): Draft {
  const best = passages[0];
  if (best === undefined || best.sentences.length === 0) return { kind: 'declined', reason: 'no passage to quote' };
  const quote = chooseSentences(scoreSentences(question, embedding, best)).join(' ');
  const { documentId, slug, title, url, heading, passageId } = best;
  return {
    kind: 'reply',
    way: 'passage',
    reply: {
      text: `${quote} [1]`,
      citations: [{ number: 1, documentId, slug, title, url, heading, passageId, quote }],
      choices: [],
      answered: true,
    },
    sources: [best.text],
  };
}

function scoreSentences(
  question: string,
  embedding: Float32Array | null,
  { sentences, sentenceVectors }: FoundPassage,
): Scored[] {
  return sentences.map((text, index) => {
    const words = coverage(question, text);
    if (embedding === null) return { text, index, score: words };
    return { text, index, score: sentenceCosine(embedding, sentenceVectors, index) + lexicalShare * words };
  });
}

/** All of a short passage; of a longer one the best sentence and those nearly as good, in the order of the text. */
function chooseSentences(scored: readonly Scored[]): string[] {
  const all = scored.map(({ text }) => text);
  if (all.join(' ').length <= wholeCharacters) return all;
  const ranked = [...scored].sort((a, b) => b.score - a.score);
  const top = ranked[0]?.score ?? 0;
  return ranked
    .filter(({ score }) => score >= top - spread)
    .slice(0, mostSentences)
    .sort((a, b) => a.index - b.index)
    .map(({ text }) => text);
}
