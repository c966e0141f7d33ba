import type { Procedure, ToolDescription, Understanding } from '@switchboard/contracts';

/** What the small models make of a message, as far as it says what the visitor wants done. */
export type Wish = Pick<Understanding, 'intents' | 'entities' | 'isQuestion' | 'attack'>;

export interface RankedProcedure {
  procedure: Procedure;
  /** Probability of its intents together. */
  share: number;
}

/** Under it a procedure is not even looked at. */
const leastShare = 0.08;
/** From it on the small models need no second opinion. */
const sureShare = 0.5;
const mostCandidates = 2;

/** The procedures that the intents of a message speak for, best first. Pure. */
export function rankProcedures({ intents }: Wish, procedures: readonly Procedure[]): RankedProcedure[] {
  return procedures
    .map((procedure) => {
      const own = [...procedure.intents, ...procedure.offered];
      const share = intents
        .filter(({ intent }) => own.includes(intent))
        .reduce((sum, { confidence }) => sum + confidence, 0);
      return { procedure, share };
    })
    .filter(({ share }) => share >= leastShare)
    .sort((a, b) => b.share - a.share)
    .slice(0, mostCandidates);
}

/**
 * Needs no model: the intent is clear, and the visitor does not merely ask how it is done. Whoever asks about something
 * that only has to be looked up wants it looked up, and whoever names the order means that one.
 */
export function isClear(
  { procedure, share }: RankedProcedure,
  { isQuestion, entities }: Wish,
  tool: ToolDescription | undefined,
): boolean {
  if (share < sureShare) return false;
  const types = Object.values(procedure.slots).map(({ type }) => type);
  const names = entities.some(({ type }) => types.includes(type) && !general.includes(type));
  return !isQuestion || names || tool?.risk === 'read';
}
const general = ['date', 'amount', 'quantity', 'email', 'phone'];
