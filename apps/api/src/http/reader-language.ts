import type { InterfaceLanguage } from '@switchboard/contracts';

/** The language that who asks reads, from Accept-Language: the first one that the desk has words in. */
export function readerLanguage(accepted: string | undefined): InterfaceLanguage {
  const first = (accepted ?? '').toLowerCase().match(/\b(zh|en)\b/)?.[1];
  return first === 'zh' ? 'zh-CN' : 'en';
}
