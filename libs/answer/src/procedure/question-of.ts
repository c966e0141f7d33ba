import { type Procedure, type ProcedureState, inLanguage } from '@switchboard/contracts';
import { shownIn, valuesOf } from './advance';
import { phrasesIn } from './phrases';
import type { Question } from './procedure-turn';
import { optionsOf } from './read-slot';
import { fillWords } from './values';

/** The question at which a procedure stands, with its buttons; null when its step asks nothing (it was edited). */
export function questionOf(
  procedure: Procedure,
  state: ProcedureState,
  { timeZone, again }: { timeZone: string; again: boolean },
): Question | null {
  const step = procedure.steps[state.at];
  const values = valuesOf(state);
  const shown = shownIn(procedure, state, timeZone);
  const phrases = phrasesIn(state.language);
  const yesNo = [phrases.yes, phrases.no].map((label) => ({ label, text: label }));
  if (step !== undefined && 'call' in step && step.confirm !== undefined) {
    const text = fillWords(inLanguage(step.confirm, state.language), values, shown);
    return { text: again ? `${phrases.unclear} ${text}` : text, choices: yesNo };
  }
  const slot = step !== undefined && 'ask' in step ? procedure.slots[step.ask] : undefined;
  if (slot === undefined) return null;
  const text = fillWords(inLanguage((again ? slot.again : undefined) ?? slot.ask, state.language), values, shown);
  if (slot.type === 'yes-no') return { text, choices: yesNo };
  return { text, choices: optionsOf(slot, { values, shown }).map(({ label }) => ({ label, text: label })) };
}
