import type { InterfaceLanguage } from '@switchboard/contracts';
import type { CuratedAnswer } from '@switchboard/knowledge';
import type { Draft } from '../draft';

const words = {
  en: {
    outOfScope:
      'That is outside what I can help with here. I can answer questions about orders, delivery, returns and our products, or pass you to a person.',
    clarify: 'Which of these do you mean?',
  },
  'zh-CN': {
    outOfScope: '这个问题不在我的服务范围内。订单、配送、退换货和商品方面的问题我都可以解答，也可以为您转接人工客服。',
    clarify: '您想问的是哪一个？',
  },
} as const;

/** Says what the desk can do, without spending a model on it. */
export function draftOutOfScope(language: InterfaceLanguage, suggestions: readonly string[]): Draft {
  return fixed(words[language].outOfScope, suggestions.slice(0, 3));
}

/** Asks which of the close intents is meant; each button sends its title. */
export function draftClarify(
  language: InterfaceLanguage,
  intents: readonly string[],
  answers: readonly CuratedAnswer[],
): Draft {
  const titles = intents.flatMap((intent) => answers.find((answer) => answer.intent === intent)?.title ?? []);
  if (titles.length < 2) return { kind: 'declined', reason: 'the close intents have no titles' };
  return fixed(words[language].clarify, titles);
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
