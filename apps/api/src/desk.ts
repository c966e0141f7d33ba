import type {
  GapTopic,
  KnowledgeAnswer,
  KnowledgeDocument,
  Reader,
  Readiness,
  SaveArticle,
  VisitorConversation,
  Conversation,
  Status,
} from '@switchboard/contracts';
import type { ConversationStore, GapStore } from '@switchboard/conversations';
import type { KnowledgeStore, SourceStore } from '@switchboard/knowledge';
import type { DeskActions } from '@switchboard/turn';
import type { LanguageSettings } from './languages/create-languages';
import type { Learning } from './learning/create-learning';
import type { ModelDesk } from './learning/create-models';
import type { LlmLedger, WorkspaceStore } from '@switchboard/workspace';
import type { VisitorTokens } from './auth/visitor-tokens';
import type { ConnectionDesk } from './wire/tools/create-connection-desk';
import type { TeamDesk } from './team/create-team';
import type { ToolDesk } from './wire/tools/create-tool-desk';
import type { Approvals } from './wire/tools/wire-approvals';
import type { Assist } from './wire/assist/wire-assist';
import type { RateLimits } from './auth/rate-limits';

/** Everything the edges may call. Made once in wire.ts and injected under DESK. */
export interface Desk {
  actions: DeskActions;
  conversations: ConversationStore;
  assist: Assist;
  workspaces: WorkspaceStore;
  ledger: LlmLedger;
  knowledge: KnowledgeStore;
  sources: SourceStore;
  /** Writes an article of one's own, new without an id. Throws `encoder-unavailable`, and as saveArticle does. */
  saveArticle(workspaceId: string, id: string | null, article: SaveArticle): Promise<KnowledgeDocument>;
  /** Calls that people decide on, and what carries them out. */
  approvals: Approvals;
  team: TeamDesk;
  tools: ToolDesk;
  connections: ConnectionDesk;
  gaps: GapStore;
  listGaps(workspaceId: string, days: number): Promise<GapTopic[]>;
  previewAnswer(
    workspaceId: string,
    question: string,
    known: Pick<Reader, 'audience' | 'product'>,
  ): Promise<KnowledgeAnswer>;
  /** A source waits: read it now. */
  wakeSources(): void;
  learning: Learning;
  models: ModelDesk;
  languages: LanguageSettings;
  visitorTokens: VisitorTokens;
  rateLimits: RateLimits;
  /** What a visitor may know of a conversation, the place in the queue included. */
  visitorView(workspaceId: string, conversation: Conversation): Promise<VisitorConversation>;
  readiness(): Readiness;
  status(): Status;
  /** True behind HTTPS: session cookies are then sent over it only. */
  secureCookies: boolean;
}

export const DESK = Symbol('desk');
