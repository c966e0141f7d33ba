import type { AgentProfile, ApiKey, Invite, Invited, IssueKey, IssuedKey, Member } from '@switchboard/contracts';
import type { ConversationStore } from '@switchboard/conversations';
import { type TeamStore, newOneTimePassword, newToken } from '@switchboard/workspace';
import { MemberBusyError } from './member-busy-error';
import { OwnAccountError } from './own-account-error';

export interface TeamParts {
  store: TeamStore;
  conversations: Pick<ConversationStore, 'listConversations'>;
  /** Closes the console of somebody, wherever it is open. */
  disconnect(agentId: string): void;
}

export interface TeamDesk {
  listMembers(workspaceId: string): Promise<Member[]>;
  /** Throws EmailInUseError. */
  invite(workspaceId: string, invite: Invite): Promise<Invited>;
  /** A one-time password for somebody who has lost theirs. Throws OwnAccountError and MemberNotFoundError. */
  resetPassword(by: AgentProfile, id: string): Promise<Invited>;
  /** Throws OwnAccountError, MemberBusyError while the person holds open conversations, and MemberNotFoundError. */
  remove(by: AgentProfile, id: string): Promise<void>;
  listKeys(workspaceId: string): Promise<ApiKey[]>;
  issueKey(workspaceId: string, key: IssueKey): Promise<IssuedKey>;
  /** Throws KeyNotFoundError. */
  revokeKey(workspaceId: string, id: string): Promise<void>;
}

/** The people of a workspace and the keys of its programs. No secret is shown twice. */
export function createTeam({ store, conversations, disconnect }: TeamParts): TeamDesk {
  return {
    listMembers: store.listMembers,
    async invite(workspaceId, invite) {
      const oneTimePassword = newOneTimePassword();
      return { member: await store.addMember(workspaceId, invite, oneTimePassword), oneTimePassword };
    },
    async resetPassword(by, id) {
      if (id === by.id) throw new OwnAccountError();
      const oneTimePassword = newOneTimePassword();
      const member = await store.resetPassword(by.workspace.id, id, oneTimePassword);
      disconnect(id);
      return { member, oneTimePassword };
    },
    async remove(by, id) {
      if (id === by.id) throw new OwnAccountError();
      const held = { status: 'open', agentId: id, limit: 1 } as const;
      const { items } = await conversations.listConversations(by.workspace.id, held);
      if (items.length > 0) throw new MemberBusyError(id);
      await store.removeMember(by.workspace.id, id);
      disconnect(id);
    },
    listKeys: store.listKeys,
    async issueKey(workspaceId, key) {
      const secret = `sb_${newToken()}`;
      return { key: await store.addKey(workspaceId, key, secret), secret };
    },
    revokeKey: store.revokeKey,
  };
}
