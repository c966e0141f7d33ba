export interface Reaction {
  /** To a yes-or-no question; `leave` is the wish to stop the procedure. Null when it is none of them, or several. */
  says: 'yes' | 'no' | 'leave' | null;
  /** Something that was said before is taken back: "actually …", "not that one". */
  changes: boolean;
}

const yes = [
  /^(?:y|ye|yes+|yep|yup|yeah+|yea|ya|sure|ok(?:ay)?|okey|k|fine|right|correct|exactly|absolutely|definitely|perfect|agreed|confirm(?:ed)?|please|alright|affirmative)(?:[ ,.!]+(?:y|yes|yeah|please|pls|sure|ok|okay|thanks|thank you|correct|confirm|that is right|thats right|go ahead|do it|do that|go on|please do|that is it|thats it|thats the one|it is|that is fine|thats fine|i do|i confirm|i am sure|im sure|cancel it|book it|send it|great|perfect))*[ .!]*$/,
  /^(?:yes|yeah|yep|sure|ok|okay)[ ,.!]/,
  /\b(?:go ahead|please do|do it|do that|go for it|that is right|thats right|that is correct|thats correct|sounds (?:good|right|fine)|looks (?:good|right|fine)|i confirm|of course|no problem|thats fine|that is fine|thats the one|happy with that|why not|proceed)\b/,
  /^(?:cancel it|book it|send it|block it|change it|move it)(?: please)?[.!]*$/,
];
const no = [
  /^(?:n|no+|nope|nah|na|never|not?)(?:[ ,.!]|$)/,
  /\b(?:do not|dont|rather not|better not|not (?:now|yet|really|right|correct|sure|quite)|wrong|incorrect|stop|wait|hold on|i changed my mind|changed my mind|leave it as it is|keep it)\b/,
];
const leave = [
  /\b(?:never ?mind|nvm|forget (?:it|about it|that|this)|leave it(?! as)|drop it|no longer needed|not needed any ?more|i(?:ll| will) do it later|another time|quit|exit|abort)\b/,
  /^(?:stop|cancel|cancel (?:this|that)|cancel (?:the )?(?:process|request|procedure)|back|start over|go back)(?: please)?[.! ]*$/,
];
const changes =
  /\b(?:actually|instead|i meant|i mean|rather|other|another|different|not that|not this|wrong|change (?:that|it|the)|sorry|mistake|correction|make (?:that|it))\b/;

const chineseYes =
  /^(?:是|是的|对|对的|好|好的|好呀|可以|行|嗯|嗯嗯|没错|确认|确定|同意|没问题|要|当然|就这样|麻烦了|请(?:办理|取消|继续)|取消吧|办吧|好吧|ok)[，,。.！! 吧啊呀的了谢谢请]*/i;
const chineseNo = /不|别|没有|否|错|等一下|等等|先不|算了/;
const chineseLeave = /算了|不用了|不需要了|不弄了|不办了|取消操作|以后再说|先这样|退出|不要继续/;
const chineseChanges = /不是这|不是那|换(?:一?个|成|到)|另(?:一|外)|改成|改到|说错|弄错|写错|搞错|应该是|其实/;

const longestLeave = 60;

/**
 * How a visitor reacts to a question of a procedure, in English or Chinese. `cancels`: the procedure itself cancels
 * something, so that "cancel it" is a yes and not a goodbye.
 */
export function readReaction(text: string, { cancels = false }: { cancels?: boolean } = {}): Reaction {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/[’‘`]/g, "'")
    .replace(/(?<=\p{L})'(?=\p{L})/gu, '')
    .replace(/\s+/g, ' ');
  if (/\p{Script=Han}/u.test(plain)) return chinese(plain, cancels);
  const leaves =
    plain.length <= longestLeave &&
    leave.some((pattern, index) => pattern.test(plain) && !(cancels && index === 1 && /cancel/.test(plain)));
  const [isYes, isNo] = [yes.some((pattern) => pattern.test(plain)), no.some((pattern) => pattern.test(plain))];
  // "no problem", "I do not mind, go ahead" hold both words and mean yes; "yes but wait" means neither.
  const says = leaves
    ? 'leave'
    : isYes && !isNo
      ? 'yes'
      : isNo && !isYes
        ? 'no'
        : /^no problem|^why not|dont mind/.test(plain)
          ? 'yes'
          : null;
  return { says, changes: changes.test(plain) };
}

function chinese(text: string, cancels: boolean): Reaction {
  const changed = chineseChanges.test(text);
  if (text.length <= 20 && chineseLeave.test(text)) return { says: 'leave', changes: changed };
  if (!cancels && /^取消[吧了。！]*$/.test(text)) return { says: 'leave', changes: changed };
  if (cancels && /^(?:请|帮我)?取消/.test(text)) return { says: 'yes', changes: changed };
  if (chineseNo.test(text) && !/没问题|不错/.test(text)) return { says: 'no', changes: changed };
  return { says: chineseYes.test(text) || /没问题/.test(text) ? 'yes' : null, changes: changed };
}
