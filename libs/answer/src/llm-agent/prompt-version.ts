import { createHash } from 'node:crypto';

/** Names what a model was told apart from the case at hand: two turns with the same version had the same rules. */
export const promptVersion = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 12);
