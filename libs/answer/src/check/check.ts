import type { FoundPassage } from '@switchboard/knowledge';
import type { Draft } from '../draft';
import { controlTools } from '../llm-agent/control-tools';
import { type SentenceCheckInput, createSentenceCheck, sentencesWithBreaks } from './sentence-check';

export interface CheckResult {
  draft: Draft;
  /** What was taken out or refused, in words for the trace. */
  findings: string[];
}

export interface CheckContext extends Omit<SentenceCheckInput, 'sources'> {
  /** Passages that the turn found. */
  passages: readonly Pick<FoundPassage, 'passageId'>[];
}

/**
 * The look before sending. What a model wrote may only hold numbers, links, addresses and promises that stand in its
 * sources, and chips of real passages: a sentence that does not is taken out; if nothing is left, the draft is declined.
 */
export function check(draft: Extract<Draft, { kind: 'reply' }>, context: CheckContext): CheckResult {
  const { text } = draft.reply;
  const { maxCharacters } = context.policy;
  if (text.trim() === '') return declined('the draft is empty');
  if (draft.way !== 'llm') return { draft, findings: [] };
  if (text.length > maxCharacters) return declined(`the draft has ${text.length} characters`);

  const findings: string[] = [];
  const faultsOf = createSentenceCheck({ ...context, sources: draft.sources });
  const kept = sentencesWithBreaks(text).filter((sentence) => {
    const faults = faultsOf(sentence);
    findings.push(...faults);
    return faults.length === 0;
  });
  const known = new Set([...context.passages, ...(draft.passages ?? [])].map(({ passageId }) => passageId));
  const chips = new Set(
    draft.reply.citations
      .filter(({ passageId }) => passageId !== null && known.has(passageId))
      .map(({ number }) => number),
  );
  const rest = kept
    .join('')
    .replace(/\s*\[(\d{1,2})\]/g, (chip, number: string) => (chips.has(Number(number)) ? chip : ''))
    .trim();
  if (!/\p{L}/u.test(rest.replace(/\[\d+\]/g, '')))
    return declined(findings.join('; ') || 'nothing is left after the check');
  if (chips.size === 0 && !needsNoSource(rest, draft)) return declined('the model named no source');
  const citations = draft.reply.citations.filter(({ number }) => chips.has(number) && rest.includes(`[${number}]`));
  return { draft: { ...draft, reply: { ...draft.reply, text: rest, citations } }, findings };
}

/** A question back says nothing, and what a tool gave has no passage. */
function needsNoSource(text: string, { tools = [] }: Extract<Draft, { kind: 'reply' }>): boolean {
  return (
    /[?？]$/.test(text.trim()) || tools.some(({ tool, outcome }) => outcome === 'ok' && !controlTools.includes(tool))
  );
}

function declined(reason: string): CheckResult {
  return { draft: { kind: 'declined', reason }, findings: [reason] };
}
