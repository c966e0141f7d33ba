import type { InterfaceLanguage, Message } from '@switchboard/contracts';
import type { TurnInShort } from '@switchboard/conversations';

const words = {
  en: {
    asked: 'Asked',
    about: 'About',
    answered: 'Answered',
    open: 'Open',
    nothing: 'nothing',
    join: '; ',
    colon: ': ',
  },
  'zh-CN': {
    asked: '访客问',
    about: '主题',
    answered: '已答复',
    open: '待处理',
    nothing: '无',
    join: '；',
    colon: '：',
  },
} satisfies Record<InterfaceLanguage, Record<string, string>>;

/** Actions of the decision table that answer. */
const answers = ['curated', 'curated-each', 'passages', 'llm', 'procedure', 'safety'];
const mostQuoted = 4;
const longestQuote = 140;

interface Exchange {
  asked: Message[];
  replies: Message[];
  isAnswered: boolean;
}

/**
 * What a conversation comes to in its own words, without a model: the questions, what they are about, what was
 * answered, and what is open.
 */
export function extractSummary(
  messages: readonly Message[],
  turns: readonly TurnInShort[],
  language: InterfaceLanguage,
): string {
  const say = words[language];
  const exchanges = exchangesOf(messages, turns);
  const quoted = (texts: readonly string[]): string =>
    texts.length === 0 ? say.nothing : ends(texts).map(quote).join(say.join);
  const intents = [...new Set(turns.flatMap(({ intent }) => intent ?? []))];
  const answered = exchanges.filter(({ isAnswered }) => isAnswered);
  const open = exchanges.filter(({ isAnswered }) => !isAnswered);
  return [
    `${say.asked}${say.colon}${quoted(exchanges.map(textOf))}`,
    ...(intents.length === 0 ? [] : [`${say.about}${say.colon}${intents.join(', ')}`]),
    `${say.answered}${say.colon}${quoted(answered.flatMap(({ replies }) => replies.at(-1)?.text ?? []))}`,
    `${say.open}${say.colon}${quoted(open.map(textOf))}`,
  ].join('\n');
}

/** Groups of the visitor's messages with what the desk said to them. */
function exchangesOf(messages: readonly Message[], turns: readonly TurnInShort[]): Exchange[] {
  const actionOf = new Map(turns.map(({ toSeq, action }) => [toSeq, action]));
  const exchanges: Exchange[] = [];
  for (const message of messages) {
    if (message.event !== null) continue;
    const last = exchanges.at(-1);
    if (message.author.kind === 'visitor') {
      if (last === undefined || last.replies.length > 0)
        exchanges.push({ asked: [message], replies: [], isAnswered: false });
      else last.asked.push(message);
    } else if (last !== undefined) {
      const action = actionOf.get(last.asked.at(-1)?.seq ?? 0) ?? '';
      last.replies.push(message);
      last.isAnswered ||= message.author.kind === 'agent' || answers.includes(action);
    }
  }
  return exchanges;
}

const textOf = ({ asked }: Exchange): string => asked.map(({ text }) => text).join(' ');

/** The first and the last ones: what it began with, and where it stands. */
const ends = <T>(items: readonly T[]): T[] =>
  items.length <= mostQuoted ? [...items] : [items[0] as T, ...items.slice(1 - mostQuoted)];

function quote(text: string): string {
  const line = text
    .replace(/\s*\[\d{1,2}\]/g, '')
    .replace(/\s+/g, ' ')
    .trim();
  return `“${line.length > longestQuote ? `${line.slice(0, longestQuote - 1)}…` : line}”`;
}
