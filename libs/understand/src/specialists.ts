import type { Encoder, Specialist } from '@switchboard/models';
import { type ReadTone, createToneReader } from './tone/create-tone-reader';
import { type Guard, createGuard } from './guard/create-guard';

/** Small models beside the intents, on one encoder; null where one is not there for it. */
export interface Specialists {
  guard: Guard | null;
  /** What a message is like, by all specialists for tone that there are. */
  readTone: ReadTone;
}

/** Specialists that say what a message is like. */
export const toneSpecialists = ['sentiment', 'urgency', 'abuse'] as const;

/** `read` gives a specialist by its name, or null. One that was made for another encoder is left out. */
export function openSpecialists(
  encoder: Pick<Encoder, 'encode' | 'languages' | 'space'>,
  read: (name: string) => Specialist | null,
): Specialists {
  const fitting = (name: string): Specialist | null => {
    const specialist = read(name);
    return specialist?.card.encoder.space === encoder.space ? specialist : null;
  };
  const guard = fitting('guard');
  const tones = toneSpecialists.map(fitting).filter((specialist) => specialist !== null);
  return { guard: guard && createGuard(guard, encoder), readTone: createToneReader(tones) };
}
