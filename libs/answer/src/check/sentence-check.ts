import type { OutputPolicy } from '@switchboard/contracts';
import { measureSupport, readSources, supportedFrom } from './grounding/measure-support';

export interface SentenceCheckInput {
  /** The texts that support what is said. */
  sources: readonly string[];
  /** What the visitor wrote: an order number from there may be repeated, an amount may not. */
  visitorText: string;
  policy: OutputPolicy;
  /** Personal data in a text; what is found there must stand in a source or in the visitor's words. */
  findPersonalData(text: string): readonly { type: string; start: number; end: number }[];
  /** The answer's language, and how to tell the sources': words of two languages cannot be compared, figures can. */
  language?: { answer: string | null; of(text: string): string | null };
}

/** What is wrong with a sentence that a model wrote, in words for the trace; nothing when it may be shown. */
export type SentenceCheck = (sentence: string) => string[];

export function createSentenceCheck(input: SentenceCheckInput): SentenceCheck {
  const sources = input.sources.join('\n').toLowerCase();
  const grounds = readSources(input.sources);
  const spoken = input.language?.of(sources) ?? null;
  const isTranslated = spoken !== null && ![null, undefined, spoken].includes(input.language?.answer);
  const language = { isChinese: han.test(sources), isData: isTranslated || input.sources.some(isData) };
  const visitor = input.visitorText.toLowerCase();
  const isReference = (claim: string): boolean => /^\d{5,}$/.test(claim) && visitor.includes(claim);
  const isKnown = (value: string): boolean => sources.includes(value) || visitor.includes(value);

  return (sentence) => {
    const words = sentence.toLowerCase();
    const unknown = claims(words).filter((claim) => !sources.includes(claim) && !isReference(claim));
    const personal = input
      .findPersonalData(sentence)
      .filter(({ start, end }) => !isKnown(words.slice(start, end)))
      .map(({ type }) => type);
    const promised = input.policy.promises.filter((phrase) => {
      const said = phrase.toLowerCase();
      return words.includes(said) && !sources.includes(said);
    });
    const support = isComparable(sentence, language) ? measureSupport(matterOf(sentence, isReference), grounds) : null;
    const unsupported = support !== null && support.score < supportedFrom && unknown.length === 0;
    const never = input.policy.never.filter((phrase) => words.includes(phrase.toLowerCase()));
    return [
      ...(unknown.length === 0 ? [] : [`not in the sources: ${unknown.join(', ')}`]),
      ...(unsupported ? [`not supported: ${support.findings.join(', ')}`] : []),
      ...(personal.length === 0 ? [] : [`personal data of nobody here: ${personal.join(', ')}`]),
      ...(promised.length === 0 ? [] : [`promised without a source: ${promised.join(', ')}`]),
      ...(never.length === 0 ? [] : [`never to be said: ${never.join(', ')}`]),
    ];
  };
}

const han = /\p{Script=Han}/u;
/** What a tool gave: fields and codes, which a sentence puts in words of its own. */
const isData = (source: string): boolean => /^\s*[{[]/.test(source);

/** A sentence without its chips and without the visitor's own order number. */
const matterOf = (sentence: string, isReference: (claim: string) => boolean): string =>
  sentence.replace(/\s*\[\d{1,2}\]/g, '').replace(/\d+/g, (number) => (isReference(number) ? '' : number));

/** A question back states nothing, and what is in another language than the sources has other words. */
function isComparable(sentence: string, { isChinese, isData }: { isChinese: boolean; isData: boolean }): boolean {
  return !isData && !/[?？]\s*(?:\[\d{1,2}\]\s*)*$/.test(sentence) && han.test(sentence) === isChinese;
}

/** Sentences with the white space before them, so that joining them gives the text again; chips stay with theirs. */
export function sentencesWithBreaks(text: string): string[] {
  return text.split(/(?<=[.!?]|[.!?]\s?\[\d{1,2}\])(?=\s(?!\s*\[\d))|(?<=[。！？\n]|[。！？]\[\d{1,2}\])(?!\s*\[\d)/);
}

/** Numbers with their signs, links and e-mail addresses. Chips and list numbers are none. */
function claims(sentence: string): string[] {
  const plain = sentence.replace(/\[\d{1,2}\]/g, ' ').replace(/^\s*\d+[.)]\s/, ' ');
  const addresses = plain.match(/https?:\/\/[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+/g) ?? [];
  const numbers = plain.replace(/https?:\/\/\S+|\S+@\S+/g, ' ').match(/[£$€¥]?\d+(?:[.,:]\d+)*\s?%?/g) ?? [];
  return [...addresses.map((address) => address.replace(/[.,;]$/, '')), ...numbers.map((number) => number.trim())];
}
