import type { Problem, ProblemCode } from '@switchboard/contracts';

const titles: Record<ProblemCode, { status: number; title: string }> = {
  'bad-request': { status: 400, title: 'The request cannot be understood' },
  'body-too-large': { status: 413, title: 'The request is too large' },
  unauthenticated: { status: 401, title: 'Sign in or send a valid key' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The request does not fit the current state' },
  'not-owner': { status: 409, title: 'Somebody else holds this conversation' },
  'conversation-resolved': { status: 409, title: 'The conversation is resolved' },
  'precondition-required': { status: 428, title: 'Say which state you have read' },
  'precondition-failed': { status: 412, title: 'Somebody has changed it meanwhile' },
  'rate-limited': { status: 429, title: 'Too many requests' },
  'unknown-event': { status: 400, title: 'Unknown event' },
  unavailable: { status: 503, title: 'Not available right now' },
  internal: { status: 500, title: 'Something went wrong on our side' },
};

/** A refusal with everything a client needs to act on it; becomes a problem document or an acknowledgement. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(code: ProblemCode, detail: string, more: Pick<Problem, 'errors' | 'retryAfterSeconds'> = {}) {
    super(detail);
    const { status, title } = titles[code];
    this.problem = { type: `about:blank#${code}`, title, status, code, detail, ...more };
  }
}
