import type { FoundPassage } from '@switchboard/knowledge';
import type { Draft } from '../draft';

export interface CheckResult {
  draft: Draft;
  /** What was taken out or refused, in words for the trace. */
  findings: string[];
}

const longestReply = 2_000;

/**
 * The look before sending. What a model wrote may only hold numbers, links and addresses that stand in its sources,
 * and chips of real passages: a sentence that does not is taken out; if nothing is left, the draft is declined.
 */
export function check(
  draft: Extract<Draft, { kind: 'reply' }>,
  { passages }: { passages: readonly Pick<FoundPassage, 'passageId'>[] },
): CheckResult {
  const { text } = draft.reply;
  if (text.trim() === '') return declined('the draft is empty');
  if (text.length > longestReply) return declined(`the draft has ${text.length} characters`);
  if (draft.way !== 'llm') return { draft, findings: [] };

  const findings: string[] = [];
  const sources = draft.sources.join('\n').toLowerCase();
  const kept = sentencesWithBreaks(text).filter((sentence) => {
    const unknown = claims(sentence).filter((claim) => !sources.includes(claim.toLowerCase()));
    if (unknown.length > 0) findings.push(`not in the sources: ${unknown.join(', ')}`);
    return unknown.length === 0;
  });
  const chips = new Set(
    draft.reply.citations
      .filter(({ passageId }) => passages.some((passage) => passage.passageId === passageId))
      .map(({ number }) => number),
  );
  const rest = kept
    .join('')
    .replace(/\s*\[(\d{1,2})\]/g, (chip, number: string) => (chips.has(Number(number)) ? chip : ''))
    .trim();
  if (!/\p{L}/u.test(rest.replace(/\[\d+\]/g, '')))
    return declined(findings.join('; ') || 'nothing is left after the check');
  if (chips.size === 0) return declined('the model named no source');
  const citations = draft.reply.citations.filter(({ number }) => chips.has(number) && rest.includes(`[${number}]`));
  return { draft: { ...draft, reply: { ...draft.reply, text: rest, citations } }, findings };
}

function declined(reason: string): CheckResult {
  return { draft: { kind: 'declined', reason }, findings: [reason] };
}

/** Sentences with the white space before them, so that joining them gives the text again; chips stay with theirs. */
function sentencesWithBreaks(text: string): string[] {
  return text.split(/(?<=[.!?]|[.!?]\s?\[\d{1,2}\])(?=\s(?!\s*\[\d))|(?<=[。！？\n])/);
}

/** Numbers with their signs, links and e-mail addresses. Chips and list numbers are none. */
function claims(sentence: string): string[] {
  const plain = sentence.replace(/\[\d{1,2}\]/g, ' ').replace(/^\s*\d+[.)]\s/, ' ');
  const addresses = plain.match(/https?:\/\/[^\s)]+|[\w.+-]+@[\w-]+\.[\w.]+/g) ?? [];
  const numbers = plain.replace(/https?:\/\/\S+|\S+@\S+/g, ' ').match(/[£$€¥]?\d+(?:[.,:]\d+)*\s?%?/g) ?? [];
  return [...addresses.map((address) => address.replace(/[.,;]$/, '')), ...numbers.map((number) => number.trim())];
}
