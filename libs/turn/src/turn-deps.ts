import type { Draft, ProcedureTurn } from '@switchboard/answer';
import type {
  Decision,
  Entity,
  HandOffReason,
  Policy,
  Procedure,
  Safety,
  ToolCall,
  Trace,
  Understanding,
} from '@switchboard/contracts';
import type { ConversationStore, Reply, TurnContext } from '@switchboard/conversations';
import type { FoundPassage } from '@switchboard/knowledge';

/** What a workspace's desk is able to do at this moment. */
export interface Desk {
  policy: Policy;
  /** Intents with an answer of their own, and the documents that it rests on. */
  curated: ReadonlyMap<string, ReadonlySet<string>>;
  llmAvailable: boolean;
  procedures: readonly Procedure[];
  safety: Safety;
}

export interface Understood {
  understanding: Understanding;
  /** Unit-length vector of the message, the query of the search; null without an encoder. */
  embedding: Float32Array | null;
  /** The embedding space of that vector. */
  space: string | null;
  /** Entities of what the visitor wrote earlier, oldest first. */
  earlier: readonly Entity[];
}

export interface SearchResult {
  passages: readonly FoundPassage[];
  /** For whom was searched and what that left out; null where nothing was searched. */
  filter: Trace['filter'];
}

/** What the turn knows when it decides and answers. */
export interface Evidence extends Understood {
  context: TurnContext;
  desk: Desk;
  passages: readonly FoundPassage[];
}

/** An answer step's result, or one of the two endings that need none. */
export type TurnDraft =
  | Draft
  | { kind: 'silent' }
  | {
      kind: 'hand-off';
      reason: HandOffReason;
      reply: Reply;
      procedure?: ProcedureTurn;
      llm?: NonNullable<Trace['llm']>;
      tools?: readonly ToolCall[];
    };

export interface AnswerOptions {
  signal: AbortSignal;
  /** Called with the whole text so far while a reply is being written. */
  onText(text: string): void;
  /** Called with the visitor's place while a model serves others first, and with 1 when the turn has come. */
  onPlace?(place: number): void;
}

/** The steps of a turn. Each takes plain data and returns plain data. */
export interface TurnDeps {
  store: Pick<ConversationStore, 'readTurnContext' | 'commitTurn'>;
  readDesk(workspaceId: string): Promise<Desk>;
  understand(context: TurnContext): Promise<Understood>;
  search(context: TurnContext, understood: Understood): Promise<SearchResult>;
  answer(decision: Decision, evidence: Evidence, options: AnswerOptions): Promise<TurnDraft>;
}
