import { isQuestion } from './is-question';

/** Where one sentence ends, and where a sentence goes on with another question. */
const ends = /(?<=[?？!！。;；])\s*|(?<=\.)\s+|\n+/;
const joints =
  /[,，]?\s+(?:and|also|plus|then|or)(?:\s+(?:also|then|one more thing))?[,:]?\s+(?=(?:how|what|when|where|which|who|why|is|are|do|does|did|can|could|will|would|should|may|has|have)\b)|[,，]\s*(?=(?:另外|还有|以及|同时|顺便问))/i;
const mostQuestions = 4;
const fewestLetters = 4;

/**
 * The questions of a message that asks several, in their order, at most four; empty when it asks one or none. Sentences
 * that only tell something stay out.
 */
export function splitQuestions(text: string): string[] {
  const questions = text
    .split(ends)
    .flatMap((sentence) => sentence.split(joints))
    .map((part) => part.trim())
    .filter((part) => (part.match(/\p{L}/gu)?.length ?? 0) >= fewestLetters && isQuestion(part));
  return questions.length < 2 ? [] : questions.slice(0, mostQuestions);
}
