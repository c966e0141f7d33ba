import type { Conversation, Hours, VisitorConversation } from '@switchboard/contracts';
import type { ConversationStore } from '@switchboard/conversations';
import { isOpen } from '@switchboard/handoff';

export interface VisitorViewParts {
  conversations: Pick<ConversationStore, 'readQueuePlace' | 'listConversations'>;
  hoursOf(workspaceId: string): Promise<Hours>;
}

/** Visitors whose place in the queue is kept up to date. */
const queueShown = 100;

/** What visitors may know of their conversation, and whose place in the queue is told anew when it moves. */
export function createVisitorView({ conversations, hoursOf }: VisitorViewParts) {
  /** The place in the queue is counted from 1. */
  async function visitorView(
    workspaceId: string,
    { id, status, owner, epoch, lastSeq }: Conversation,
  ): Promise<VisitorConversation> {
    if (owner.kind === 'agent') return { id, status, epoch, lastSeq, owner: { kind: 'agent', name: owner.name } };
    if (owner.kind === 'bot') return { id, status, epoch, lastSeq, owner };
    const place = (await conversations.readQueuePlace(workspaceId, id)) ?? 1;
    const openNow = isOpen(await hoursOf(workspaceId), new Date());
    return { id, status, epoch, lastSeq, owner: { kind: 'queue', place, openNow } };
  }

  async function readQueue(workspaceId: string): Promise<readonly Conversation[]> {
    const waiting = { status: 'open', holder: 'queue', limit: queueShown } as const;
    return (await conversations.listConversations(workspaceId, waiting)).items;
  }

  return { visitorView, readQueue };
}
