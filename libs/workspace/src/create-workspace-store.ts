import { randomUUID } from 'node:crypto';
import type {
  AgentRole,
  Policy,
  SaveAiSettings,
  SaveCompany,
  StoredAiSettings,
  StoredCompany,
} from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { readAiSettings, saveAiSettings } from './settings/ai-settings';
import { readCompany, saveCompany } from './settings/company';
import { hashToken, newToken } from './hash-token';
import { hashPassword } from './password';
import {
  type Agent,
  type AgentRow,
  type Welcome,
  type Workspace,
  type WorkspaceRow,
  toAgent,
  toWorkspace,
} from './workspace-row';
import { insertKey } from './team/team.sql';
import * as sql from './workspace.sql';

const sessionDays = 14;
const dayMs = 86_400_000;

/** Somebody new; the password is for one sign-in. */
export interface NewAgent {
  email: string;
  name: string;
  role: AgentRole;
  password: string;
}

/** Workspaces, their people and keys. Tokens are stored as hashes only. */
export function createWorkspaceStore(database: Database) {
  const one = async <Row extends object>(statement: Parameters<Database['query']>[0]): Promise<Row | null> =>
    (await database.query<Row>(statement))[0] ?? null;

  return {
    async createWorkspace(input: {
      slug: string;
      name: string;
      policy: Partial<Policy>;
      welcome: Welcome;
      hours: object;
    }): Promise<Workspace> {
      const row = { id: randomUUID(), ...input };
      await database.query(sql.insertWorkspace(row));
      return toWorkspace(row);
    },
    async findWorkspace(slug: string): Promise<Workspace | null> {
      const row = await one<WorkspaceRow>(sql.selectWorkspaceBySlug(slug));
      return row === null ? null : toWorkspace(row);
    },
    async readWorkspace(workspaceId: string): Promise<Workspace> {
      const row = await one<WorkspaceRow>(sql.selectWorkspace(workspaceId));
      if (row === null) throw new Error(`there is no workspace ${workspaceId}`);
      return toWorkspace(row);
    },
    listWorkspaces: async (): Promise<Workspace[]> =>
      (await database.query<WorkspaceRow>(sql.selectWorkspaces())).map(toWorkspace),

    async createAgent(workspaceId: string, input: NewAgent): Promise<Agent> {
      const id = randomUUID();
      const email = input.email.toLowerCase();
      const { name, role, password } = input;
      await database.query(
        sql.insertAgent({ id, workspaceId, email, name, role, passwordHash: await hashPassword(password) }),
      );
      return { id, workspaceId, email, name, role, mustChangePassword: true };
    },
    async findAgentByEmail(email: string): Promise<{ agent: Agent; passwordHash: string } | null> {
      const row = await one<AgentRow>(sql.selectAgentByEmail(email.toLowerCase()));
      return row === null ? null : { agent: toAgent(row), passwordHash: row.password_hash };
    },
    listAgents: async (workspaceId: string): Promise<Agent[]> =>
      (await database.query<AgentRow>(sql.selectAgents(workspaceId))).map(toAgent),
    /** `oneTime`: it must be changed before anything else is allowed. */
    async setPassword(
      workspaceId: string,
      agentId: string,
      password: string,
      { oneTime }: { oneTime: boolean },
    ): Promise<void> {
      await database.query(sql.updatePassword(workspaceId, agentId, await hashPassword(password), oneTime));
    },

    /** The token for the cookie; it holds for 14 days. */
    async createSession(agentId: string): Promise<{ token: string; expiresAt: Date }> {
      const token = newToken();
      const expiresAt = new Date(Date.now() + sessionDays * dayMs);
      await database.query(sql.insertSession(hashToken(token), agentId, expiresAt));
      return { token, expiresAt };
    },
    async findSession(token: string): Promise<Agent | null> {
      const row = await one<AgentRow>(sql.selectSession(hashToken(token)));
      return row === null ? null : toAgent(row);
    },
    deleteSession: async (token: string): Promise<void> =>
      void (await database.query(sql.deleteSession(hashToken(token)))),
    deleteOtherSessions: async (agentId: string, keep: string): Promise<void> =>
      void (await database.query(sql.deleteOtherSessions(agentId, hashToken(keep)))),

    /** Gives a key to a workspace; only its hash is stored. A key that is there already stays as it is. */
    async addApiKey(
      workspaceId: string,
      input: { name: string; key: string; scopes: readonly string[] },
    ): Promise<void> {
      await database.query(
        insertKey({
          id: randomUUID(),
          workspaceId,
          name: input.name,
          keyHash: hashToken(input.key),
          scopes: input.scopes,
        }),
      );
    },
    /** Notes once a minute that the key was used. */
    async findApiKey(key: string): Promise<{ workspaceId: string; scopes: string[] } | null> {
      const hash = hashToken(key);
      const row = await one<{ workspace_id: string; scopes: string[]; touch: boolean }>(sql.selectApiKey(hash));
      if (row?.touch === true) await database.query(sql.touchApiKey(hash));
      return row === null ? null : { workspaceId: row.workspace_id, scopes: row.scopes };
    },

    /** A secret of this installation, made at its first use and the same for every process. */
    async readOrCreateSecret(name: string): Promise<string> {
      await database.query(sql.insertSecret(name, newToken()));
      const row = await one<{ value: string }>(sql.selectSecret(name));
      if (row === null) throw new Error(`the secret ${name} cannot be read`);
      return row.value;
    },
    /** Makes another; what was signed with the one before holds no longer. */
    async replaceSecret(name: string): Promise<string> {
      const value = newToken();
      await database.query(sql.replaceSecret(name, value));
      return value;
    },

    /** From now on its passages are searched in that space. */
    setEmbeddingSpace: async (workspaceId: string, space: string): Promise<void> =>
      void (await database.query(sql.updateEmbeddingSpace(workspaceId, space))),
    readAiSettings: (workspaceId: string): Promise<StoredAiSettings> => readAiSettings(database, workspaceId),
    /** Throws SettingsChangedError. */
    saveAiSettings: (workspaceId: string, settings: SaveAiSettings): Promise<StoredAiSettings> =>
      saveAiSettings(database, workspaceId, settings),
    readCompany: (workspaceId: string): Promise<StoredCompany> => readCompany(database, workspaceId),
    /** Throws SettingsChangedError. */
    saveCompany: (workspaceId: string, company: SaveCompany): Promise<StoredCompany> =>
      saveCompany(database, workspaceId, company),
  };
}

export type WorkspaceStore = ReturnType<typeof createWorkspaceStore>;
