import type { Procedure, Understanding } from '@switchboard/contracts';

/** What the small models make of a message, as far as it says what the visitor wants done. */
export type Wish = Pick<Understanding, 'intents' | 'entities' | 'isQuestion' | 'attack'>;

export interface RankedProcedure {
  procedure: Procedure;
  /** Probability of its intents together. */
  share: number;
}

/** Under it a procedure is not even looked at. */
const leastShare = 0.02;
/** From it on the small models need no second opinion. */
const sureShare = 0.8;
const mostCandidates = 3;

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

/** What a message is about: one order (or the like) that it names, the visitor's own case, or how things are done. */
export function caseOf(text: string, { isQuestion, entities }: Wish, ranked: readonly RankedProcedure[]): Case {
  const types = ranked.flatMap(({ procedure }) => Object.values(procedure.slots).map(({ type }) => type));
  if (entities.some(({ type }) => types.includes(type) && !general.includes(type))) return 'named';
  if (!isQuestion) return 'own';
  return ofOneself.test(text) ? 'own-question' : 'general';
}
type Case = 'named' | 'own' | 'own-question' | 'general';
const general = ['date', 'amount', 'quantity', 'email', 'phone'];
const ofOneself = /\b(?:i|me|my|mine|we|us|our|ours)\b|我|咱/iu;

/** Needs no model: the intent is all but certain, and the visitor does not merely ask how it is done. */
export const isClear = ({ share }: RankedProcedure, about: Case): boolean =>
  share >= sureShare && (about === 'named' || about === 'own');
