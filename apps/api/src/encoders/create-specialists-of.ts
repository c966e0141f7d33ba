import type { Encoder } from '@switchboard/models';
import { type Specialists, openSpecialists } from '@switchboard/understand';
import { readShippedSpecialist } from '../wire/learning/read-shipped-specialist';

/** The small models beside the intents, opened once for each encoder. */
export function createSpecialistsOf() {
  const known = new WeakMap<Encoder, Specialists>();
  return (encoder: Encoder): Specialists => {
    const opened = known.get(encoder) ?? openSpecialists(encoder, readShippedSpecialist(encoder.name));
    known.set(encoder, opened);
    return opened;
  };
}
