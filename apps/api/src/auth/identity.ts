import { type AgentProfile, type Scope, scopeSchema } from '@switchboard/contracts';
import { ProblemError } from '../http/problem-error';

/** Who makes a request: a person at the console, or a program with a key. */
export type Identity =
  | { kind: 'agent'; workspaceId: string; agent: AgentProfile }
  | { kind: 'api-key'; workspaceId: string; scopes: readonly string[] };

export const allScopes: readonly Scope[] = scopeSchema.options;

/** People may do what the console offers, once they have a password of their own; keys what their scopes say. */
export function requireScope(identity: Identity, scope: Scope): void {
  if (identity.kind === 'agent') return requireOwnPassword(identity.agent);
  if (!identity.scopes.includes(scope)) throw new ProblemError('forbidden', `the key lacks the scope ${scope}`);
}

/** The signed-in person. Throws `forbidden` for a key: taking over a conversation needs somebody who does. */
export function requireAgent(identity: Identity): AgentProfile {
  if (identity.kind !== 'agent')
    throw new ProblemError('forbidden', 'only a person signed in to the console can do this');
  requireOwnPassword(identity.agent);
  return identity.agent;
}

/** A signed-in lead. Throws `forbidden` for keys and everybody else. */
export function requireLead(identity: Identity): AgentProfile {
  const agent = requireAgent(identity);
  if (agent.role !== 'lead') throw new ProblemError('forbidden', 'only a lead can do this');
  return agent;
}

function requireOwnPassword({ mustChangePassword }: AgentProfile): void {
  if (mustChangePassword) throw new ProblemError('forbidden', 'choose a password of your own first');
}

/** Who did it, as people read it. */
export const nameOf = (identity: Identity): string => (identity.kind === 'agent' ? identity.agent.name : 'API');
