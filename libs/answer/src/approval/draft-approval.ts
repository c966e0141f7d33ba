import type { InterfaceLanguage } from '@switchboard/contracts';
import type { TurnApproval } from '@switchboard/conversations';

export interface ToldDecision {
  /** What the visitor hears where no model goes on with the conversation. */
  words: string;
  /** A person has to go on: nobody decided in time, or the call did not go through. */
  needsPerson: boolean;
  /** Something was done, and its result may be worth a model's words. */
  wasDone: boolean;
}

const english = {
  done: 'A colleague has confirmed it, and it is done.',
  declined: (reason: string) => `A colleague has looked at this and did not confirm it: ${reason}`,
  expired: 'Nobody could confirm it in time, so nothing has been done yet.',
  interrupted:
    'A colleague has confirmed it, but I cannot tell whether it went through. A person checks that with you.',
  failed: 'A colleague has confirmed it, but it could not be carried out.',
};
const chinese: typeof english = {
  done: '同事已确认，已为您办理完成。',
  declined: (reason) => `同事查看后没有批准这项操作：${reason}`,
  expired: '暂时没有同事能够确认，这项操作还没有办理。',
  interrupted: '同事已确认，但我无法确定操作是否完成，将由人工客服与您核实。',
  failed: '同事已确认，但操作没有成功。',
};

/** What became of the calls that people decided on, in the desk's own words. A person's reason is told as it stands. */
export function draftApproval(decided: readonly TurnApproval[], language: InterfaceLanguage): ToldDecision {
  const words = language === 'zh-CN' ? chinese : english;
  const kinds = decided.map(kindOf);
  const said = decided.map((approval, index) => {
    const kind = kinds[index] ?? 'failed';
    return kind === 'declined' ? words.declined(approval.reason) : words[kind];
  });
  return {
    words: [...new Set(said)].join(language === 'zh-CN' ? '' : ' '),
    needsPerson: kinds.some((kind) => kind === 'expired' || kind === 'interrupted' || kind === 'failed'),
    wasDone: kinds.includes('done'),
  };
}

function kindOf({ status, outcome }: TurnApproval): 'done' | 'declined' | 'expired' | 'interrupted' | 'failed' {
  if (status === 'declined' || status === 'expired') return status;
  if (outcome?.ok === true) return 'done';
  return outcome?.code === 'interrupted' ? 'interrupted' : 'failed';
}
