import type { ConversationStore } from '@switchboard/conversations';
import { detectLanguage } from '@switchboard/understand';
import { languageName } from '../answer/spoken-language';

const lookedAt = 60;

/** The English name of a language, or of the one that the visitor wrote last. */
export async function languageForVisitor(
  workspaceId: string,
  conversationId: string,
  code: string | undefined,
  conversations: Pick<ConversationStore, 'readConversation' | 'readMessages'>,
): Promise<string> {
  if (code !== undefined) return languageName(code);
  const { lastSeq, language } = await conversations.readConversation(workspaceId, conversationId);
  const afterSeq = Math.max(0, lastSeq - lookedAt);
  const { items } = await conversations.readMessages(workspaceId, conversationId, { afterSeq, limit: lookedAt });
  const last = items.filter(({ author }) => author.kind === 'visitor').at(-1);
  const detected = last === undefined ? 'und' : detectLanguage(last.text).code;
  return languageName(detected === 'und' ? language : detected);
}
