import { ProblemError } from './problem-error';

/** A version as an entity tag (RFC 9110). */
export const etagOf = (version: number): string => `"${version}"`;

/** The version in an If-Match header: what somebody has read before changing it. */
export function versionOf(ifMatch: string | undefined): number {
  if (ifMatch === undefined)
    throw new ProblemError('precondition-required', 'send the ETag of what you have read as If-Match');
  const tag = /^(?:W\/)?"(\d{1,9})"$/.exec(ifMatch.trim());
  if (tag === null) throw new ProblemError('bad-request', 'If-Match must be one ETag of this resource, such as "3"');
  return Number(tag[1]);
}
