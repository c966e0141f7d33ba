import { HttpException } from '@nestjs/common';
import { type Problem, type ProblemCode, problemSchema } from '@switchboard/contracts';
import { ProblemError } from './problem-error';

/** Codes of the libs' error classes, and what they are called outside. */
const knownCodes: Record<string, ProblemCode> = {
  'conversation-not-found': 'not-found',
  'document-not-found': 'not-found',
  'article-changed': 'conflict',
  'workspace-settings-changed': 'conflict',
  'member-not-found': 'not-found',
  'key-not-found': 'not-found',
  'email-in-use': 'conflict',
  'member-busy': 'conflict',
  'own-account': 'conflict',
  'message-not-found': 'not-found',
  'source-not-found': 'not-found',
  'approval-not-found': 'not-found',
  'approval-settled': 'conflict',
  'tool-not-found': 'not-found',
  'connection-not-found': 'not-found',
  'openapi-invalid': 'bad-request',
  'connection-refused': 'bad-request',
  'not-owner': 'not-owner',
  'row-not-found': 'not-found',
  'dataset-version-not-found': 'not-found',
  'model-not-found': 'not-found',
  'job-not-found': 'not-found',
  'gate-closed': 'conflict',
  'nothing-to-roll-back': 'conflict',
  'not-measured': 'conflict',
  unmeasured: 'conflict',
  'model-archived': 'conflict',
  'other-encoder': 'conflict',
  'settings-changed': 'precondition-failed',
  'dataset-full': 'conflict',
  'dataset-empty': 'conflict',
  'bad-rows': 'bad-request',
  'conversation-resolved': 'conversation-resolved',
  'encoder-unavailable': 'unavailable',
  'languages-unreadable': 'bad-request',
  'no-language-change': 'not-found',
  'llm-unavailable': 'unavailable',
  'chat-model-failed': 'unavailable',
};

const statusCodes: Record<number, ProblemCode> = {
  400: 'bad-request',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  409: 'conflict',
  413: 'body-too-large',
  415: 'bad-request',
  429: 'rate-limited',
  503: 'unavailable',
};

/**
 * The one place where errors become problems. What is not known becomes `internal` without its message, which may
 * hold anything.
 */
export function toProblem(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  const { code, status, message, errors } = describe(error);
  const known = code === undefined ? undefined : knownCodes[code];
  if (known !== undefined) return new ProblemError(known, message, errors === undefined ? {} : { errors }).problem;
  const byStatus = status === undefined ? undefined : statusCodes[status];
  if (byStatus !== undefined) return new ProblemError(byStatus, message).problem;
  return new ProblemError('internal', 'The fault was logged; try again in a moment.').problem;
}

interface Described {
  code?: string;
  status?: number;
  message: string;
  errors?: NonNullable<Problem['errors']>;
}

function describe(error: unknown): Described {
  if (error instanceof HttpException) return { status: error.getStatus(), message: error.message };
  if (!(error instanceof Error)) return { message: String(error) };
  // Body parsers and the libs' own errors carry a status or a code.
  const { code, status, errors } = error as Error & { code?: unknown; status?: unknown; errors?: unknown };
  const listed = problemSchema.shape.errors.safeParse(errors);
  return {
    message: error.message,
    ...(typeof code === 'string' ? { code } : {}),
    ...(typeof status === 'number' ? { status } : {}),
    ...(listed.success && listed.data !== undefined ? { errors: listed.data } : {}),
  };
}
