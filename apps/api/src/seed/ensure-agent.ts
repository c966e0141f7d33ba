import { type WorkspaceStore, newOneTimePassword } from '@switchboard/workspace';

/** Printed once: the console's first sign-in. */
export interface FirstSignIn {
  email: string;
  password: string;
}

/** The first agent of a workspace gets a new one-time password at each call until a password was chosen; then null. */
export async function ensureAgent(
  workspaceId: string,
  lead: { email: string; name: string },
  workspaces: Pick<WorkspaceStore, 'listAgents' | 'createAgent' | 'setPassword'>,
): Promise<FirstSignIn | null> {
  const password = newOneTimePassword();
  const [agent] = await workspaces.listAgents(workspaceId);
  if (agent === undefined) await workspaces.createAgent(workspaceId, { ...lead, role: 'lead', password });
  else if (agent.mustChangePassword) await workspaces.setPassword(workspaceId, agent.id, password, { oneTime: true });
  else return null;
  return { email: agent?.email ?? lead.email, password };
}
