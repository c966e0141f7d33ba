import type { Said } from '@switchboard/api';
import type { ToolCall } from '@switchboard/contracts';

/** What a step led to, as a visitor and a trace see it. */
export interface Observed {
  outcome: 'replied' | 'asked-back' | 'handed-off' | 'silent' | 'failed';
  rule: string | null;
  intent: string | null;
  confidence: number | null;
  procedure: string | null;
  owner: 'bot' | 'queue' | 'agent';
  tools: Pick<ToolCall, 'tool' | 'arguments' | 'outcome'>[];
  reply: string;
  citations: string[];
  choices: string[];
  /** What stood in the way: answers that declined, findings of the check, the turn's error. */
  notes: string[];
}

/** Calls of the agent that change nothing but the turn's course are not the company's tools. */
const ownMoves = ['search_knowledge', 'hand_off', 'start_procedure'];

export function observe({ trace, messages, conversation }: Said): Observed {
  const words = messages.filter(({ author }) => author.kind === 'bot');
  const reply = words.map(({ text }) => text).join('\n');
  const best = trace?.understanding?.intents[0];
  return {
    outcome: outcomeOf({ trace, messages, conversation }, reply),
    rule: trace?.decision?.ruleId ?? null,
    intent: best?.intent ?? null,
    confidence: best === undefined ? null : Math.round(best.confidence * 1000) / 1000,
    procedure: trace?.procedure?.id ?? null,
    owner: conversation.owner.kind,
    tools: (trace?.tools ?? [])
      .filter(({ tool }) => !ownMoves.includes(tool))
      .map(({ tool, arguments: args, outcome }) => ({ tool, arguments: args, outcome })),
    reply,
    citations: words.flatMap(({ citations }) => citations.map(({ slug }) => slug)),
    choices: words.flatMap(({ choices }) => choices.map(({ label }) => label)),
    notes: [
      ...(trace?.declined ?? []).map(({ ruleId, reason }) => `${ruleId} declined: ${reason}`),
      ...(trace?.checks ?? []).map((finding) => `check: ${finding}`),
      ...(trace?.error ? [`error: ${trace.error}`] : []),
    ],
  };
}

function outcomeOf({ trace }: Said, reply: string): Observed['outcome'] {
  if (trace === null || trace.outcome === 'silent') return 'silent';
  if (trace.outcome === 'handed-off') return 'handed-off';
  if (trace.outcome !== 'replied') return 'failed';
  const asks =
    trace.decision?.action === 'clarify' || trace.procedure?.outcome === 'waiting' || /[?？]\W*$/u.test(reply);
  return asks ? 'asked-back' : 'replied';
}
