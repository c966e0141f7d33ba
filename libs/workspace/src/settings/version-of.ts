import { createHash } from 'node:crypto';

/** Changes with every change of the settings. */
export const versionOf = (settings: object): string =>
  createHash('sha256').update(JSON.stringify(settings)).digest('hex').slice(0, 16);
