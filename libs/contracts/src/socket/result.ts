import type { Problem } from '../problem';

/** Every acknowledgement is one of the two. */
export type Result<T> = { ok: true; value: T } | { ok: false; problem: Problem };
