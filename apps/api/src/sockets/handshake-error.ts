import { ProblemError } from '../http/problem-error';

/** What Socket.IO hands to the client's `connect_error`: the problem is its `data`. */
export function handshakeError(detail: string): Error & { data: unknown } {
  const { problem } = new ProblemError('unauthenticated', detail);
  return Object.assign(new Error(problem.title), { data: problem });
}
