import type { LlmOutcome, ReplayedTurn } from './replayed-turn';

export type Change = 'action' | 'tools' | 'numbers' | 'length' | 'grounding' | 'citations';

export interface ComparedTurn extends ReplayedTurn {
  changes: Change[];
  /** Characters after ÷ characters before, where both replied. */
  lengthRatio: number | null;
}

/** A reply that grew or shrank by more than this is another reply. */
const muchLonger = 2;

/** In which ways a turn would have gone otherwise. Pure. */
export function compareTurn(turn: ReplayedTurn): ComparedTurn {
  const { before, after } = turn;
  const bothReplied = before.action === 'replied' && after.action === 'replied';
  const lengthRatio = bothReplied
    ? Math.round((100 * after.text.length) / Math.max(1, before.text.length)) / 100
    : null;
  const changes: Change[] = [];
  if (before.action !== after.action || procedureOf(before) !== procedureOf(after)) changes.push('action');
  if (before.tools.join() !== after.tools.join()) changes.push('tools');
  if (bothReplied && numbersOf(before.text) !== numbersOf(after.text)) changes.push('numbers');
  if (lengthRatio !== null && (lengthRatio > muchLonger || lengthRatio < 1 / muchLonger)) changes.push('length');
  if (after.findings.length > before.findings.length) changes.push('grounding');
  if (bothReplied && before.citations > 0 && after.citations === 0) changes.push('citations');
  return { ...turn, changes, lengthRatio };
}

const procedureOf = ({ action, detail }: LlmOutcome): string => (action === 'procedure' ? detail : '');

/** Numbers without the chips of sources, in their order. */
const numbersOf = (text: string): string =>
  (text.replace(/\[\d{1,2}\]/g, '').match(/\d+(?:[.,:]\d+)*/g) ?? []).join(' ');
