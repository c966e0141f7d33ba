import type { TurnApproval } from '@switchboard/conversations';
import { draftApproval } from './draft-approval';

const approval = (change: Partial<TurnApproval>): TurnApproval => ({
  id: 'a',
  tool: 'cancel_order',
  arguments: {},
  status: 'done',
  outcome: { ok: true, value: {} },
  reason: '',
  by: 'Robin',
  ...change,
});

describe('draftApproval', () => {
  it('says that it is done only when the tool said so', () => {
    expect(draftApproval([approval({})], 'en')).toEqual({
      words: 'A colleague has confirmed it, and it is done.',
      needsPerson: false,
      wasDone: true,
    });
    const failed = approval({ outcome: { ok: false, code: 'too-late', detail: 'it was sent' } });
    expect(draftApproval([failed], 'en')).toMatchObject({ needsPerson: true, wasDone: false });
    expect(draftApproval([failed], 'en').words).not.toContain('done');
  });

  it('tells a decline with the reason as the person wrote it, in the visitor’s language', () => {
    const declined = approval({ status: 'declined', outcome: null, reason: 'The parcel has left already.' });
    expect(draftApproval([declined], 'en').words).toBe(
      'A colleague has looked at this and did not confirm it: The parcel has left already.',
    );
    expect(draftApproval([declined], 'zh-CN').words).toContain('没有批准');
    expect(draftApproval([declined], 'en').needsPerson).toBe(false);
  });

  it('promises nothing about a call that was cut off or that nobody decided on', () => {
    const interrupted = approval({ outcome: { ok: false, code: 'interrupted', detail: '' } });
    expect(draftApproval([interrupted], 'en')).toMatchObject({ needsPerson: true, wasDone: false });
    expect(draftApproval([interrupted], 'en').words).toContain('I cannot tell whether it went through');
    expect(draftApproval([approval({ status: 'expired', outcome: null })], 'en')).toMatchObject({ needsPerson: true });
  });

  it('tells several decisions at once', () => {
    const declined = approval({ status: 'declined', outcome: null, reason: 'Not twice.' });
    expect(draftApproval([approval({}), declined], 'en').words).toMatch(/is done\. A colleague .* Not twice\./);
  });
});
