import { type InterfaceLanguage, type Procedure, inLanguage } from '@switchboard/contracts';
import type { CuratedAnswer } from '@switchboard/knowledge';
import { findCurated } from '../curated/draft-curated';
import type { Draft } from '../draft';

const clarify = { en: 'Which of these do you mean?', 'zh-CN': '您想问的是哪一个？' } as const;
const elsewhere = {
  en: 'That is outside what I can help with here. I can pass you to a person.',
  'zh-CN': '这个问题不在我的服务范围内，可以为您转接人工客服。',
} as const;

/** Says what the desk can do, in the workspace's own words, without spending a model on it. */
export function draftOutOfScope(
  language: InterfaceLanguage,
  welcome: { outOfScope?: string; suggestions: readonly string[] } | undefined,
): Draft {
  return fixed(welcome?.outOfScope ?? elsewhere[language], (welcome?.suggestions ?? []).slice(0, 3));
}

/** Asks which of the close intents is meant; each button sends its title. */
export function draftClarify(
  language: InterfaceLanguage,
  intents: readonly string[],
  { answers, procedures }: { answers: readonly CuratedAnswer[]; procedures: readonly Procedure[] },
): Draft {
  const titles = intents.flatMap((intent) => {
    const procedure = procedures.find((item) => item.intents.includes(intent));
    const title = findCurated(intent, answers, language)?.title;
    return title ?? (procedure === undefined ? [] : inLanguage(procedure.title, language));
  });
  if (titles.length < 2) return { kind: 'declined', reason: 'the close intents have no titles' };
  return fixed(clarify[language], titles);
}

function fixed(text: string, choices: readonly string[]): Draft {
  const buttons = choices.map((label) => ({ label, text: label }));
  return {
    kind: 'reply',
    way: 'fixed',
    reply: { text, citations: [], choices: buttons, answered: false },
    sources: [],
  };
}
