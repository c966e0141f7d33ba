import { compareSent } from './compare-sent';

const suggested = 'Delivery costs £3.95 and takes two days.';

describe('compareSent', () => {
  it.each([
    [suggested, false, 'accepted'],
    ['Delivery  costs £3.95 and takes two days. ', true, 'accepted'],
    ['Hi Ana, delivery costs £3.95 and takes two days.', false, 'edited'],
    ['It depends on your address.', true, 'edited'],
    ['It depends on your address.', false, 'rejected'],
  ] as const)('%j (taken: %s) is %s', (sent, wasTaken, outcome) =>
    expect(compareSent(suggested, sent, { wasTaken })).toBe(outcome),
  );

  it('compares Chinese by its characters', () => {
    expect(compareSent('配送费为三英镑。', '您好，配送费为三英镑。', { wasTaken: false })).toBe('edited');
    expect(compareSent('配送费为三英镑。', '请稍等。', { wasTaken: false })).toBe('rejected');
  });
});
