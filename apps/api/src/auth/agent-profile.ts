import type { AgentProfile } from '@switchboard/contracts';
import type { Agent, WorkspaceStore } from '@switchboard/workspace';

/** An agent with the workspace it works for, as the console sees itself. */
export async function agentProfile(
  agent: Agent,
  workspaces: Pick<WorkspaceStore, 'readWorkspace'>,
): Promise<AgentProfile> {
  const { id, slug, name } = await workspaces.readWorkspace(agent.workspaceId);
  const { email, name: agentName, role, mustChangePassword } = agent;
  return { id: agent.id, email, name: agentName, role, mustChangePassword, workspace: { id, slug, name } };
}
