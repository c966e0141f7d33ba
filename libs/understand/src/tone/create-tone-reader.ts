import type { Understanding } from '@switchboard/contracts';
import { type Encoding, type Specialist, scoreSpecialist } from '@switchboard/models';

export type Marks = Understanding['marks'];

/** A message → the labels that its specialists are sure of; nothing for an ordinary message. */
export type ReadTone = (text: string, encoding: Encoding) => Marks;

/** Each specialist gives at most one label: the most probable, when it is not the ordinary one and reaches its threshold. */
export function createToneReader(specialists: readonly Specialist[]): ReadTone {
  return (text, encoding) =>
    specialists.flatMap((specialist) => {
      const probabilities = scoreSpecialist(specialist, text, encoding);
      const best = probabilities.indexOf(Math.max(...probabilities));
      const score = probabilities[best] ?? 0;
      const label = specialist.card.labels[best];
      return best === 0 || label === undefined || score < (specialist.card.thresholds[best] ?? 1)
        ? []
        : [{ label, score }];
    });
}
