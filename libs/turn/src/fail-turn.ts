import type { PendingTurn } from '@switchboard/conversations';
import { recordTurn } from './record-turn';
import type { TurnDeps } from './turn-deps';

/** Ends a turn that a fault stopped: the conversation goes to a person, and the trace keeps the error. */
export async function failTurn(turn: PendingTurn, deps: Pick<TurnDeps, 'store'>, error: string) {
  const record = recordTurn(turn, new Date());
  record.note({ error, decision: { action: 'hand-off', ruleId: 'turn-failed', reason: 'turn-failed' } });
  return deps.store.commitTurn(turn, { kind: 'hand-off', reply: null, reason: 'turn-failed' }, record.finish());
}
