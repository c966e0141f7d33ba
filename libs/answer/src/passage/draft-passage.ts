import { type FoundPassage, coverage, sentenceCosine } from '@switchboard/knowledge';
import type { Draft } from '../draft';

interface Scored {
  text: string;
  index: number;
  score: number;
}

/** A sentence this far under the best one no longer belongs to the answer. */
const spread = 0.2;
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
  const scored = best.sentences.map((text, index): Scored => {
    const words = coverage(question, text);
    if (embedding === null) return { text, index, score: words };
    return { text, index, score: sentenceCosine(embedding, best.sentenceVectors, index) + lexicalShare * words };
  });
  const chosen = chooseSentences(scored);
  const quote = chosen.map(({ text }) => text).join(' ');
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

/** The best sentence and those nearly as good, in the order of the text. */
function chooseSentences(scored: readonly Scored[]): Scored[] {
  const ranked = [...scored].sort((a, b) => b.score - a.score);
  const top = ranked[0]?.score ?? 0;
  return ranked
    .filter(({ score }) => score >= top - spread)
    .slice(0, mostSentences)
    .sort((a, b) => a.index - b.index);
}
