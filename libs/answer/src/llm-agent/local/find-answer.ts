import type { Citation } from '@switchboard/contracts';
import type { FoundPassage } from '@switchboard/knowledge';
import type { HeldModel } from '@switchboard/models';
import { draftPassage } from '../../passage/draft-passage';
import { choosePassage, judgeQuote } from './gate-prompts';

/** What a search gave, and the question's vector for choosing sentences. */
export interface Found {
  passages: readonly FoundPassage[];
  embedding: Float32Array | null;
}

/** Sentences of a passage that may answer, and how sure the model is. */
export interface Candidate {
  passage: FoundPassage;
  quote: string;
  citation: Citation;
  /** P(yes) of "does this text answer the question". */
  answers: number;
}

/** Below either, the model is not believed. Fitted on the retail rows of `switchboard eval agent`. */
export const gates = { chosen: 0.4, answers: 0.45 };

const choices = 5;
const noneChosen = '0';

/**
 * Sentences that answer the question. The best passage of the search is quoted and put to the model: does it answer?
 * If not, the model chooses another by its number (no other word is possible), which is put to it in the same way.
 * Without an answer, the candidate that came closest; null when there is nothing to quote.
 */
export async function findAnswer(question: string, found: Found, model: HeldModel): Promise<Candidate | null> {
  const [first, ...rest] = found.passages.slice(0, choices);
  if (first === undefined) return null;
  const best = await judge(question, first, found.embedding, model);
  if (best === null || passes(best) || rest.length === 0) return best;
  const numbers = rest.map((_, index) => String(index + 1));
  const shares = await model.weigh(choosePassage(question, rest), [...numbers, noneChosen]);
  const chosen = shares.indexOf(Math.max(...shares));
  const second = rest[chosen];
  if (second === undefined || (shares[chosen] ?? 0) < gates.chosen) return best;
  const other = await judge(question, second, found.embedding, model);
  return other !== null && other.answers > best.answers ? other : best;
}

export const passes = ({ answers }: Candidate): boolean => answers >= gates.answers;

async function judge(
  question: string,
  passage: FoundPassage,
  embedding: Float32Array | null,
  model: HeldModel,
): Promise<Candidate | null> {
  const draft = draftPassage(question, embedding, [passage]);
  const citation = draft.kind === 'reply' ? draft.reply.citations[0] : undefined;
  if (citation === undefined) return null;
  const [answers = 0] = await model.weigh(judgeQuote(question, passage.title, citation.quote), ['yes', 'no']);
  return { passage, quote: citation.quote, citation, answers };
}
