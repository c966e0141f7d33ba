import type { Conversation, ConversationPage, Message, MessagePage } from '@switchboard/contracts';
import { type Thread, emptyThread, mergeMessages } from '@switchboard/contracts/thread';
import { request } from './request';

export type InboxView = 'open' | 'waiting' | 'mine' | 'bot' | 'resolved';

const filters: Record<InboxView, string> = {
  open: 'status=open',
  waiting: 'status=open&holder=queue',
  mine: 'status=open&holder=me',
  bot: 'status=open&holder=bot',
  resolved: 'status=resolved',
};

/** Does a conversation belong into a view? The same rule as the server's filter, for live changes. */
export function belongsTo(view: InboxView, { status, owner }: Conversation, agentId: string): boolean {
  if (view === 'resolved') return status === 'resolved';
  if (status !== 'open') return false;
  if (view === 'waiting') return owner.kind === 'queue';
  if (view === 'mine') return owner.kind === 'agent' && owner.agentId === agentId;
  return view === 'open' || owner.kind === 'bot';
}

export function listConversations(view: InboxView, search: string, cursor: string | null): Promise<ConversationPage> {
  const query = [
    filters[view],
    `search=${encodeURIComponent(search)}`,
    ...(cursor === null ? [] : [`cursor=${cursor}`]),
  ];
  return request('GET', `/v1/conversations?${query.join('&')}`);
}

export const readConversation = (id: string): Promise<Conversation> => request('GET', `/v1/conversations/${id}`);

/** The whole thread, page after page. */
export async function readThread(id: string): Promise<Thread> {
  let thread = emptyThread;
  for (let more = true; more;) {
    const page = await request<MessagePage>(
      'GET',
      `/v1/conversations/${id}/messages?afterSeq=${thread.lastSeq}&limit=200`,
    );
    ({ thread } = mergeMessages(thread, page.items));
    more = page.more;
  }
  return thread;
}

export const reply = (
  id: string,
  { suggestionId, ...message }: { clientId: string; text: string; suggestionId: string | null },
): Promise<Message> =>
  request('POST', `/v1/conversations/${id}/messages`, {
    ...message,
    as: 'agent',
    ...(suggestionId === null ? {} : { suggestionId }),
  });

export type Action = 'take-over' | 'give-back' | 'resolve';
export const act = (id: string, action: Action): Promise<Conversation> =>
  request('POST', `/v1/conversations/${id}/${action}`);
