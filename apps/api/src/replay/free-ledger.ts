import type { LlmLedger } from '@switchboard/workspace';

/** For calls that are nobody's: nothing is reserved, nothing is written down. */
export const freeLedger: Pick<LlmLedger, 'reserve' | 'settle'> = {
  reserve: async () => ({ day: '' }),
  settle: async () => undefined,
};
