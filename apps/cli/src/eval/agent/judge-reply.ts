import type { AgentRow } from './eval-agent';

/** `wrong`: shown, and not the answer. */
export type Verdict = 'right' | 'wrong' | 'declined';

/** A reply is right when it holds what a right answer holds; to a message without an answer none is right. */
export function judgeReply({ kind, mustContain, mayContain }: AgentRow, reply: string | null): Verdict {
  if (reply === null) return 'declined';
  const holds = (part: string): boolean => reply.toLowerCase().includes(part.toLowerCase());
  if (kind === 'answerable') return mustContain.some(holds) ? 'right' : 'wrong';
  return mayContain.some(holds) ? 'declined' : 'wrong';
}
