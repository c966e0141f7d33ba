import type { HandOffReason, Hours, InterfaceLanguage } from '@switchboard/contracts';
import { isOpen, nextOpening } from './hours';

export interface PromiseInput {
  reason: HandOffReason;
  language: InterfaceLanguage;
  /** Conversations that already wait for a person. */
  waiting: number;
  hours: Hours;
  now: Date;
}

/**
 * What the desk promises a visitor whose conversation goes to a person: why, the place in the queue, and when
 * somebody is there. It promises nothing that it does not know.
 */
export function promise({ reason, language, waiting, hours, now }: PromiseInput): string {
  const words = language === 'zh-CN' ? chinese : english;
  const why = words.why[reason];
  const when = isOpen(hours, now) ? words.open(waiting + 1) : words.closed(nextOpening(hours, now), hours.timezone);
  return why === '' ? when : `${why}${language === 'zh-CN' ? '' : ' '}${when}`;
}

/** What a visitor hears when a person has to confirm what the LLM agent wants to do, and when to expect it. */
export function askedColleague({ language, hours, now }: Pick<PromiseInput, 'language' | 'hours' | 'now'>): string {
  const words = language === 'zh-CN' ? chinese : english;
  if (isOpen(hours, now)) return `${words.asked}${words.hears}`;
  return `${words.asked}${words.closed(nextOpening(hours, now), hours.timezone)}`;
}

type Opening = ReturnType<typeof nextOpening>;
interface Words {
  why: Record<HandOffReason, string>;
  asked: string;
  hears: string;
  open(place: number): string;
  closed(opening: Opening, timezone: string): string;
}

const englishDays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const chineseDays = ['星期一', '星期二', '星期三', '星期四', '星期五', '星期六', '星期日'];

const english: Words = {
  why: {
    'asked-for-person': '',
    'intent-needs-person': 'This is one for a person.',
    'repeated-failure': 'I am not getting this right, so I am passing you to a person.',
    'language-not-served': 'I cannot answer in this language yet, but a person can help.',
    'no-answer': 'I do not have a reliable answer to that, so I am passing you to a person.',
    'model-unavailable': 'I cannot reach my sources right now, so I am passing you to a person.',
    'turn-failed': 'Something went wrong on our side, so I am passing you to a person.',
    tone: 'I would rather have a person look at this with you.',
    safety: '',
    procedure: '',
    'llm-agent': 'This is one for a person.',
    approval: '',
  },
  asked: 'I have asked a colleague to confirm this before anything is changed. ',
  hears: 'You will hear of it here, and you can go on writing meanwhile.',
  open: (place) =>
    place === 1
      ? 'You are next in line; a person will answer here.'
      : `You are number ${place} in line; a person will answer here.`,
  closed: (opening, timezone) => {
    if (opening === null)
      return 'Nobody is at the desk right now. Your messages are kept, and the answer will be here.';
    const day =
      opening.daysAhead === 0
        ? 'today'
        : opening.daysAhead === 1
          ? 'tomorrow'
          : `on ${englishDays[opening.weekday - 1]}`;
    return `Nobody is at the desk right now. People are back ${day} at ${opening.time} (${timezone}); your messages are kept, and the answer will be here.`;
  },
};

const chinese: Words = {
  why: {
    'asked-for-person': '',
    'intent-needs-person': '这件事需要人工处理。',
    'repeated-failure': '我没能帮上忙，现在为您转接人工客服。',
    'language-not-served': '智能助手暂时还不能用这种语言回答，现在为您转接人工客服。',
    'no-answer': '这个问题我没有可靠的答案，现在为您转接人工客服。',
    'model-unavailable': '我暂时查不到资料，现在为您转接人工客服。',
    'turn-failed': '我们这边出了点问题，现在为您转接人工客服。',
    tone: '这件事由人工客服来处理更合适。',
    safety: '',
    procedure: '',
    'llm-agent': '这件事需要人工处理。',
    approval: '',
  },
  asked: '这项操作需要同事确认，我已经请同事查看，确认之前不会有任何改动。',
  hears: '结果会出现在这里，您可以继续留言。',
  open: (place) => (place === 1 ? '下一位就是您，客服会在这里回复。' : `您排在第 ${place} 位，客服会在这里回复。`),
  closed: (opening, timezone) => {
    if (opening === null) return '现在没有客服在线。您的消息已保存，回复会出现在这里。';
    const day = opening.daysAhead === 0 ? '今天' : opening.daysAhead === 1 ? '明天' : chineseDays[opening.weekday - 1];
    return `现在没有客服在线，客服将于${day} ${opening.time}（${timezone}）上线。您的消息已保存，回复会出现在这里。`;
  },
};
