import type {
  Citation,
  Conversation,
  InterfaceLanguage,
  Message,
  ProcedureState,
  ToolOutcome,
  Trace,
  TurnOutcome,
} from '@switchboard/contracts';
import type { AskedApproval, TurnApproval } from './approvals/approval-store';
import type { VisitorProfile } from './conversation.sql';
import type { RecentTurn } from './read-recent-turns';

/** One pass that is owed to a visitor: made with the message, ended by a commit. */
export interface PendingTurn {
  id: string;
  workspaceId: string;
  conversationId: string;
  fromSeq: number;
  toSeq: number;
  /** The conversation's epoch when the turn was made. */
  epoch: number;
  attempts: number;
}

/** A committed message that still has to reach those who listen; acknowledge it with `acknowledgeDelivery`. */
export interface Delivery {
  outboxId: string;
  workspaceId: string;
  message: Message;
  /** The conversation as it was committed with the message. */
  conversation: Conversation;
}

/** What a bot reply consists of. */
export interface Reply {
  text: string;
  citations: Citation[];
  choices: { label: string; text: string }[];
  /** True when it answers; false for "out of scope", "which of these" and apologies, which count as failures. */
  answered: boolean;
}

/** How a turn wants to end. `told`: decided approvals that the visitor knows of by it. */
export type TurnEnding =
  /**
   * `procedure`: where it stands now, null when it is over; without it the conversation's stays as it is. `asks`: calls
   * that wait for a person's decision from now on.
   */
  | {
      kind: 'reply';
      reply: Reply;
      procedure?: ProcedureState | null;
      asks?: readonly AskedApproval[];
      told?: readonly string[];
    }
  /** The reply, if any, is the promise to the visitor; the conversation goes to the queue in the same transaction. */
  | { kind: 'hand-off'; reply: Reply | null; reason: string; told?: readonly string[] }
  | { kind: 'silent' }
  | { kind: 'failed' };

/** Everything a turn needs to know, read at once. */
export interface TurnContext {
  turn: PendingTurn;
  conversation: Conversation;
  /** Turns in a row that ended without an answer. */
  failures: number;
  /** The visitor messages this turn answers, in order. */
  burst: Message[];
  /** The words before them, oldest first, events left out; at most 20. */
  history: Message[];
  /** The procedure that the conversation is in; one of before a change of owner holds no more. */
  procedure: ProcedureState | null;
  /** Calls that people decide on: those that wait, and those whose result the visitor has not heard. */
  approvals: { waiting: TurnApproval[]; decided: TurnApproval[] };
}

/** A turn that an LLM had a part in, as it was stored. */
export interface LlmTurn {
  turn: PendingTurn;
  trace: Trace;
  /** Null when nothing was said. */
  reply: Pick<Reply, 'text' | 'citations'> | null;
}

export interface Lease {
  /** The process that works on the turn. */
  owner: string;
  ms: number;
}

/**
 * Conversations, messages, turns and the outbox: the only code that touches their tables.
 * Every method that names a conversation of another workspace throws ConversationNotFoundError.
 */
export interface ConversationStore {
  createConversation(
    workspaceId: string,
    input: { visitor: VisitorProfile; language: InterfaceLanguage },
  ): Promise<Conversation>;
  /** The customer's open conversation, or a new one: the same wherever the customer is signed in. */
  continueConversation(
    workspaceId: string,
    input: { visitor: VisitorProfile & { customerId: string }; language: InterfaceLanguage },
  ): Promise<Conversation>;
  readConversation(workspaceId: string, conversationId: string): Promise<Conversation>;
  listConversations(
    workspaceId: string,
    query: {
      status?: 'open' | 'resolved';
      holder?: 'bot' | 'queue' | 'agent';
      agentId?: string;
      search?: string;
      cursor?: string;
      limit: number;
    },
  ): Promise<{ items: Conversation[]; nextCursor: string | null }>;
  /** Messages with seq > afterSeq, in order. */
  readMessages(
    workspaceId: string,
    conversationId: string,
    query: { afterSeq: number; limit: number },
  ): Promise<{ items: Message[]; more: boolean }>;
  /** Place in the workspace's queue from 1; null when the conversation does not wait there. */
  readQueuePlace(workspaceId: string, conversationId: string): Promise<number | null>;
  /** Conversations of the workspace that wait for a person. */
  readQueueLength(workspaceId: string): Promise<number>;

  /**
   * Message and pending turn in one transaction; a running turn of the conversation is superseded and the new one
   * begins at its first message. A resolved conversation is reopened with the bot as its owner. A repeat of
   * the client id returns the first result with `repeated: true` and no turn.
   */
  appendVisitorMessage(
    workspaceId: string,
    conversationId: string,
    input: { clientId: string; text: string },
    lease: Lease,
  ): Promise<{ message: Message; repeated: boolean; turn: PendingTurn | null; deliveries: Delivery[] }>;
  /** Throws NotOwnerError unless that agent holds the conversation. */
  appendAgentMessage(
    workspaceId: string,
    conversationId: string,
    input: { clientId: string; text: string; agentId: string },
  ): Promise<{ message: Message; repeated: boolean; deliveries: Delivery[] }>;

  readTurnContext(turn: PendingTurn): Promise<TurnContext>;
  /**
   * Ends a turn. The bot's message is inserted by a statement that checks owner, epoch and that the turn is still
   * pending; otherwise nothing is written but the outcome: `superseded` (a newer message) or `stale` (owner or epoch
   * changed). The trace is stored with the outcome that really happened.
   */
  commitTurn(
    turn: PendingTurn,
    ending: TurnEnding,
    trace: Omit<Trace, 'outcome' | 'finishedAt'>,
  ): Promise<{ outcome: TurnOutcome; deliveries: Delivery[] }>;
  /**
   * Writes a tool's call down before it runs, once for its key. `void`: the turn no longer holds, the call must not run.
   * `known`: an earlier turn made it; its outcome is null when that turn's process died in the middle.
   */
  claimToolCall(
    turn: PendingTurn,
    key: string,
    call: { tool: string; arguments: object },
  ): Promise<{ kind: 'claimed' | 'void' } | { kind: 'known'; outcome: ToolOutcome | null }>;
  finishToolCall(turn: PendingTurn, key: string, outcome: ToolOutcome): Promise<void>;
  isToolCallKnown(turn: PendingTurn, key: string): Promise<boolean>;
  /** Ends the pending turn without a reply, as the visitor wished. False when none was pending. */
  stopTurn(workspaceId: string, conversationId: string): Promise<boolean>;
  readTrace(workspaceId: string, turnId: string): Promise<Trace | null>;
  /** Turns that were understood and answered or handed off, newest first. */
  listRecentTurns(workspaceId: string, options: { limit: number }): Promise<RecentTurn[]>;
  /** Turns in which an LLM was asked, newest first. */
  listLlmTurns(workspaceId: string, options: { limit: number }): Promise<LlmTurn[]>;
  /** Turns whose lease ran out, or, with `everything`, all of other processes; now leased to the caller. */
  claimAbandonedTurns(lease: Lease, options: { limit: number; everything?: boolean }): Promise<PendingTurn[]>;
  renewTurnLease(turnId: string, lease: Lease): Promise<void>;

  /** Ownership. Each change grows the epoch, ends a pending turn and writes its event message, in one transaction. */
  requestPerson(workspaceId: string, conversationId: string, reason: string): Promise<Change>;
  takeOver(workspaceId: string, conversationId: string, agentId: string): Promise<Change>;
  giveBack(workspaceId: string, conversationId: string, agentId: string): Promise<Change>;
  resolve(workspaceId: string, conversationId: string, agentId: string): Promise<Change>;

  acknowledgeDeliveries(outboxIds: string[]): Promise<void>;
  /** Deliveries that nobody acknowledged in time (a killed process), leased to the caller for `leaseMs`. */
  claimDeliveries(options: { limit: number; leaseMs: number; everything?: boolean }): Promise<Delivery[]>;
}

export interface Change {
  conversation: Conversation;
  /** False when it already was so (a repeat): nothing was written. */
  changed: boolean;
  deliveries: Delivery[];
}
