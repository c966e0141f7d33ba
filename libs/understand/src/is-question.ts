/** Wishes that are put as a question: "can you cancel my order". */
const request =
  /^(?:(?:hi|hello|hey|please|and|so|ok|okay|also)[,.! ]+)*(?:can|could|would|will) (?:you|u|ya) (?!tell|explain|say|recommend|ship|deliver|deal|do |repair|take|sell|offer|accept|have)/i;
const english =
  /^(?:(?:hi|hello|hey|please|and|so|ok|okay|but|also|then)[,.! ]+)*(?:how|what|whats|when|where|wheres|which|who|whose|why|is|are|am|was|were|does|do|did|can|could|would|will|should|may|has|have|any|if)\b/i;
const asked =
  /\b(?:tell me|explain|wondering|want to know|like to know|need to know|question about|is it|do i|can i|how (?:do|can|long|much|many|does))\b/i;
/** What is asked for, without a verb: "price of the rabies vaccine", "yellow fever jab cost". */
const wanted =
  /^(?:the )?(?:price|cost|fee|charge|rate|limit|time limit|deadline|opening hours|hours|times|phone number|number|address|minimum|maximum)s? (?:of|for|to|on|in|at)\b|(?<!no )\b(?:costs?|prices?|opening hours|time limit|phone number)\s*$/i;
const chinese =
  /[吗呢么]\s*[?？。]*$|怎么|如何|什么|多少|多久|几天|几点|为什么|哪[里个些儿]|能不能|可不可以|是不是|有没有|请问/;
const chineseRequest = /^(?:请|帮我|麻烦|我要|我想)(?!问|知道|了解)/;

/** Does the message ask to know something, rather than to have something done? */
export function isQuestion(text: string): boolean {
  const plain = text.trim();
  if (/\p{Script=Han}/u.test(plain)) return chinese.test(plain) && !chineseRequest.test(plain);
  if (request.test(plain)) return false;
  return english.test(plain) || asked.test(plain) || wanted.test(plain) || /\?\s*$/.test(plain);
}
