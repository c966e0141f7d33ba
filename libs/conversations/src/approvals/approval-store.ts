import type { Approval, CallDetail, Conversation, DecideApproval, ToolOutcome } from '@switchboard/contracts';
import type { Lease, PendingTurn } from '../conversation-store';

/** A call that the LLM agent wants and a person has to decide on; stored with the reply that says so. */
export interface AskedApproval {
  tool: string;
  description: string;
  arguments: Record<string, unknown>;
  details: CallDetail[];
  expiresInHours: number;
}

/** An approval as the next turn of its conversation knows it. */
export interface TurnApproval {
  id: string;
  tool: string;
  arguments: Record<string, unknown>;
  status: Approval['status'];
  outcome: ToolOutcome | null;
  reason: string;
  by: string | null;
}

/** What has to be done about an approval now. */
export interface DueApproval {
  approval: Approval & { workspaceId: string };
  arguments: Record<string, unknown>;
  /** `run`: nobody else runs it. `interrupted`: its process died in the middle, and whether it took effect is not known. */
  work: 'run' | 'interrupted' | 'decline' | 'expire';
}

export interface Decided {
  approval: Approval;
  /** As it is after the decision: for those who listen. */
  conversation: Conversation;
}

export interface Settled {
  conversation: Conversation;
  /** The turn that tells the visitor; null when a person holds the conversation or it is resolved. */
  turn: PendingTurn | null;
}

/** Decisions of people over calls of tools: the only code that touches `tool_approval`. */
export interface ApprovalStore {
  listApprovals(
    workspaceId: string,
    query: { open: boolean; conversationId?: string; limit: number },
  ): Promise<Approval[]>;
  /** Throws ApprovalNotFoundError. */
  readApproval(workspaceId: string, id: string): Promise<Approval>;
  /** Takes effect after `undoMs`. A repeat by the same person changes nothing. Throws ApprovalSettledError. */
  decideApproval(
    workspaceId: string,
    id: string,
    decision: DecideApproval & { agentId: string; undoMs: number },
  ): Promise<Decided>;
  /** Throws ApprovalSettledError once it has taken effect. */
  undoApproval(workspaceId: string, id: string): Promise<Decided>;
  /** `everything`: no other process can be alive. */
  claimDueApprovals(lease: Lease, options: { limit: number; everything?: boolean }): Promise<DueApproval[]>;
  /**
   * Ends an approval and owes the visitor a turn about it, in one transaction; a pending turn is superseded and the new
   * one answers its messages too. Null when it had ended before.
   */
  settleApproval(
    workspaceId: string,
    id: string,
    result: { status: 'done' | 'declined' | 'expired'; outcome: ToolOutcome | null },
    lease: Lease,
  ): Promise<Settled | null>;
}
