const person = String.raw`(?:human(?: being)?|real person|actual person|live person|person|someone(?: real)?|somebody|agent|representative|rep|operator|advisor|adviser|staff|colleague|manager|supervisor)`;

/** Requests in so many words; a mention alone ("the person who delivered it") is none. */
const english = [
  new RegExp(
    String.raw`\b(?:talk|speak|chat|connect|transfer|put|pass|get|hand) (?:me )?(?:over |through |on )?(?:to|with) (?:an? |the |your )?(?:\w+ )?${person}\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:want|need|prefer|get me|give me|is there) (?:to have )?(?:an? |the )?(?:real |actual |live |human )${person}\b`,
    'i',
  ),
  new RegExp(
    String.raw`\b(?:want|need|prefer|get me|give me) (?:an? )?(?:human|real person|agent|representative|operator|manager|supervisor)\b`,
    'i',
  ),
  /^\W*(?:human|agent|operator|representative|real person|live agent|customer service)(?: please| now)?\W*$/i,
  /\b(?:not|no|stop) (?:a |the |this |talking to a )?(?:ro)?bot\b/i,
];
const chinese = [
  /(?:转|接|找|要|叫|换|联系|需要).{0,4}(?:人工|真人|客服|专员|经理|活人)/,
  /^(?:人工|真人|客服)(?:客服|服务)?[。!！]?$/,
  /跟?(?:真人|人工|客服)(?:说|聊|谈|沟通)/,
];

/** Does the message ask for a person in so many words, in English or Chinese? */
export function asksForPerson(text: string): boolean {
  return [...english, ...chinese].some((pattern) => pattern.test(text));
}
