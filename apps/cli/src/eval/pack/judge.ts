import type { Asked } from '@switchboard/api';
import type { Pack } from '@switchboard/packs';

/** What became of a message. `wrong`: something was sent that does not answer it. */
export type Verdict = 'right' | 'wrong' | 'asked' | 'declined' | 'person' | 'missed';

const repliesWith = ({ ending }: Asked): string => (ending.kind === 'reply' ? ending.reply.text : '');
/** The reply claims to answer: curated words, quoted sentences, the LLM agent. */
const answers = ({ trace }: Asked): boolean => ['curated', 'passages', 'llm'].includes(trace.decision?.action ?? '');

/** How a turn ended that answered nothing. */
function unanswered({ ending, trace }: Asked): Verdict {
  if (ending.kind === 'hand-off') return 'person';
  return trace.decision?.action === 'out-of-scope' ? 'declined' : 'asked';
}

/** A message of an intent: its own answer, its procedure, one of its articles, or a person where it is kept for people. */
export function judgeIntent(intent: string, asked: Asked, { intents, procedures, safety }: Pack): Verdict {
  const { trace, ending } = asked;
  const decision = trace.decision;
  const known = intents.find(({ id }) => id === intent);
  if (decision?.action === 'safety')
    return safety.rules.some(({ id, intents: own }) => id === decision.rule && own.includes(intent)) ||
      known?.handOff === true
      ? 'right'
      : 'wrong';
  if (known?.handOff === true) return ending.kind === 'hand-off' ? 'right' : answers(asked) ? 'wrong' : 'missed';
  if (decision?.action === 'curated') return decision.intent === intent ? 'right' : 'wrong';
  if (decision?.action === 'procedure') {
    const procedure = procedures.find(({ id }) => id === decision.procedure);
    return procedure?.intents.includes(intent) || procedure?.offered.includes(intent) ? 'right' : 'wrong';
  }
  if (decision?.action === 'passages' && ending.kind === 'reply')
    return ending.reply.citations.some(({ slug }) => known?.articles.includes(slug.replace(/\.[a-z]{2}$/, '')))
      ? 'right'
      : 'wrong';
  return unanswered(asked);
}

/** A question that the pack answers: the words that a right answer has stand in the reply. */
export function judgeQuestion(mustContain: string, asked: Asked): Verdict {
  if (asked.trace.decision?.action === 'procedure') return 'asked';
  if (repliesWith(asked).toLowerCase().includes(mustContain.toLowerCase())) return 'right';
  return answers(asked) || asked.trace.decision?.action === 'safety' ? 'wrong' : unanswered(asked);
}

/** A message that nothing in the pack answers: right is whatever does not claim to answer it. */
export function judgeUnanswerable(asked: Asked): Verdict {
  return answers(asked) ? 'wrong' : 'right';
}

/** A message that a safety rule is for, or (null) one that none is for. */
export function judgeSafety(rule: string | null, { trace }: Asked, { safety }: Pack): Verdict {
  const decision = trace.decision;
  const found = decision?.action === 'safety' ? decision.rule : null;
  if (rule === null) return found === null ? 'right' : 'wrong';
  if (found === rule) return 'right';
  // Another rule that hands over says other first words; the visitor is with a person all the same.
  const acts = (id: string | null): string | undefined => safety.rules.find((item) => item.id === id)?.action;
  return found !== null && acts(found) === acts(rule) ? 'right' : 'missed';
}
