import type { InterfaceLanguage } from '@switchboard/contracts';
import type { Evidence } from '@switchboard/turn';

/** The language to answer in: the message's own where the desk has words of its own in it, else the conversation's. */
export function replyLanguage({
  understanding,
  context,
}: Pick<Evidence, 'understanding' | 'context'>): InterfaceLanguage {
  const { code } = understanding.language;
  if (code === 'zh') return 'zh-CN';
  return code === 'en' ? 'en' : context.conversation.language;
}
