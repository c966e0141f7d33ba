import { randomUUID } from 'node:crypto';
import { type ApiKey, type Invite, type IssueKey, type Member, apiKeySchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { hashToken } from '../hash-token';
import { hashPassword } from '../password';
import { EmailInUseError, KeyNotFoundError, MemberNotFoundError } from './errors';
import * as sql from './team.sql';

interface MemberRow extends Pick<Member, 'id' | 'email' | 'name' | 'role'> {
  must_change_password: boolean;
  created_at: Date;
}
interface KeyRow {
  id: string;
  name: string;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
}

/** Who may sign in to a workspace's console, and the programs that may call its API. Secrets are stored as hashes. */
export function createTeamStore(database: Database) {
  return {
    listMembers: async (workspaceId: string): Promise<Member[]> =>
      (await database.query<MemberRow>(sql.selectMembers(workspaceId))).map(toMember),

    /** Takes in somebody new, or somebody who had left. Throws EmailInUseError. */
    async addMember(workspaceId: string, { email, ...invite }: Invite, password: string): Promise<Member> {
      const row = { id: randomUUID(), workspaceId, email: email.toLowerCase(), ...invite };
      const [added] = await database.query<MemberRow>(
        sql.upsertMember({ ...row, passwordHash: await hashPassword(password) }),
      );
      if (added === undefined) throw new EmailInUseError(email);
      return toMember(added);
    },

    /** A new password for one sign-in; whoever is signed in as this person is out. Throws MemberNotFoundError. */
    async resetPassword(workspaceId: string, id: string, password: string): Promise<Member> {
      const passwordHash = await hashPassword(password);
      return database.transaction(async (tx) => {
        const [row] = await tx.query<MemberRow>(sql.resetPassword(workspaceId, id, passwordHash));
        if (row === undefined) throw new MemberNotFoundError(id);
        await tx.query(sql.deleteSessionsOf(id));
        return toMember(row);
      });
    },

    /** Ends the sign-in; what the person wrote keeps its name. Throws MemberNotFoundError. */
    async removeMember(workspaceId: string, id: string): Promise<void> {
      await database.transaction(async (tx) => {
        const removed = await tx.query(sql.removeMember(workspaceId, id));
        if (removed.length === 0) throw new MemberNotFoundError(id);
        await tx.query(sql.deleteSessionsOf(id));
      });
    },

    listKeys: async (workspaceId: string): Promise<ApiKey[]> =>
      (await database.query<KeyRow>(sql.selectKeys(workspaceId))).map(toKey),

    async addKey(workspaceId: string, { name, scopes }: IssueKey, secret: string): Promise<ApiKey> {
      const row = { id: randomUUID(), workspaceId, name, scopes, keyHash: hashToken(secret) };
      const [added] = await database.query<KeyRow>(sql.insertKey(row));
      if (added === undefined) throw new Error('the key was not stored');
      return toKey(added);
    },

    /** It holds no longer, from the next request on. Throws KeyNotFoundError. */
    async revokeKey(workspaceId: string, id: string): Promise<void> {
      const revoked = await database.query(sql.revokeKey(workspaceId, id));
      if (revoked.length === 0) throw new KeyNotFoundError(id);
    },
  };
}

export type TeamStore = ReturnType<typeof createTeamStore>;

const toMember = ({ id, email, name, role, ...row }: MemberRow): Member => ({
  id,
  email,
  name,
  role,
  invited: row.must_change_password,
  createdAt: row.created_at.toISOString(),
});

const toKey = ({ id, name, scopes, ...row }: KeyRow): ApiKey =>
  apiKeySchema.parse({
    id,
    name,
    scopes,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  });
