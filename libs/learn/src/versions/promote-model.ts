import type { GateReport } from '@switchboard/contracts';
import { GateClosedError, UnmeasuredError } from './errors';
import { type GateDeps, readGate } from './read-gate';

/**
 * Makes a model live: a pointer change that running desks take within a second. Through a closed gate only with a
 * reason, which is kept. Throws GateClosedError, UnmeasuredError, ModelArchivedError.
 */
export async function promoteModel(
  workspaceId: string,
  modelId: string,
  { by, reason }: { by: string; reason?: string },
  deps: GateDeps,
): Promise<GateReport> {
  const gate = await readGate(workspaceId, modelId, deps);
  if (gate.state === 'unmeasured') throw new UnmeasuredError(modelId);
  const { report } = gate;
  if (!report.passed && reason === undefined) throw new GateClosedError(report.checks.filter(({ passed }) => !passed));
  const how = { kind: 'promote' as const, by, ...(report.passed || reason === undefined ? {} : { reason }) };
  await deps.models.goLive(workspaceId, modelId, how);
  return report;
}
