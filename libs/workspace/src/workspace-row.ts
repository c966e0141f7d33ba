import { type AgentRole, type Policy, policySchema } from '@switchboard/contracts';

export interface WorkspaceRow {
  id: string;
  slug: string;
  name: string;
  policy: unknown;
  welcome: unknown;
  hours: unknown;
  embedding_space?: string | null;
}

/** What the widget says before the visitor does, by language of the interface. */
export type Welcome = Record<string, { greeting: string; suggestions: string[]; outOfScope?: string }>;

export interface Workspace {
  id: string;
  slug: string;
  name: string;
  policy: Policy;
  welcome: Welcome;
  /** As stored; parsed by libs/handoff. */
  hours: unknown;
  /** The space that its passages are searched in; null until the first is embedded. */
  embeddingSpace: string | null;
}

export function toWorkspace({ id, slug, name, policy, welcome, hours, embedding_space }: WorkspaceRow): Workspace {
  return {
    id,
    slug,
    name,
    policy: policySchema.parse(policy),
    welcome: (welcome ?? {}) as Welcome,
    hours,
    embeddingSpace: embedding_space ?? null,
  };
}

export interface AgentRow {
  id: string;
  workspace_id: string;
  email: string;
  name: string;
  password_hash: string;
  must_change_password: boolean;
  role: AgentRole;
}

export interface Agent {
  id: string;
  workspaceId: string;
  email: string;
  name: string;
  mustChangePassword: boolean;
  role: AgentRole;
}

export function toAgent(row: AgentRow): Agent {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    email: row.email,
    name: row.name,
    mustChangePassword: row.must_change_password,
    role: row.role,
  };
}
