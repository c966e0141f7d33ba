import { useQuery } from '@tanstack/react-query';
import { listConversationApprovals } from '../api/tools';
import { ApprovalCard } from './approval-card';

const decidedShown = 2;

/** What the AI wants to do in this conversation: what waits, and the last that was decided. */
export function ConversationApprovals({ conversationId }: { conversationId: string }) {
  const approvals = useQuery({
    queryKey: ['approvals', conversationId],
    queryFn: () => listConversationApprovals(conversationId),
  });
  const all = approvals.data ?? [];
  const open = all.filter(({ settledAt }) => settledAt === null);
  const decided = all.filter(({ settledAt }) => settledAt !== null).slice(-decidedShown);
  return [...decided, ...open].map((approval) => <ApprovalCard key={approval.id} approval={approval} />);
}
