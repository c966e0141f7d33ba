import type { GateReport } from '@switchboard/contracts';
import { GateClosedError } from '@switchboard/learn';
import type { ClaimedChange } from '@switchboard/workspace';
import { changeTrainer } from './change-trainer';
import { followJob } from './follow-job';
import type { ChangeDeps } from './run-change';

/**
 * Asks the gate about a change's model, beside the live one with its own encoder, on the measuring part in all languages.
 * Returns what is to be kept with the promotion: that it passed, the reason of the person who goes through a closed gate,
 * or what could not be judged. Throws GateClosedError.
 */
export async function passGate(change: ClaimedChange, modelId: string, deps: ChangeDeps): Promise<string> {
  const { workspaceId } = change;
  deps.report({ stage: 'gate', done: 0, total: 1 });
  const failures: string[] = [];
  for (const begun of await deps.gate.measure(workspaceId, modelId, changeTrainer)) {
    const { status, error } = await followJob(workspaceId, begun, 'gate', deps);
    if (status !== 'done') failures.push(error ?? status);
  }
  const gate = await deps.gate.read(workspaceId, modelId);
  if (gate.state === 'unmeasured') return `not judged: ${failures.join('; ') || 'there is nothing to compare with'}`;
  return verdictOf(change, gate.report);
}

function verdictOf({ languages, reason }: ClaimedChange, { passed, checks, candidate }: GateReport): string {
  const unmeasured = languages.filter((language) => !candidate.languages.some((seen) => seen.language === language));
  const blind = unmeasured.length === 0 ? '' : `; not measured: ${unmeasured.join(', ')}`;
  if (passed) return `passed the gate${blind}`;
  if (checks.some(({ rule, passed: isEnough }) => rule === 'has-test-part' && !isEnough))
    return `not judged: ${candidate.n} messages to measure on are too few`;
  if (reason !== null) return `${reason}${blind}`;
  throw new GateClosedError(checks.filter((check) => !check.passed));
}
