import { changedFacts } from './changed-facts';

describe('changedFacts', () => {
  it('finds none where a translation keeps every figure and link', () => {
    const before = 'Delivery costs £3.95 for orders under £1,000; see https://fellmoor.example/delivery.';
    const after = '订单低于 1000 英镑时，配送费为 3.95 英镑；详见 https://fellmoor.example/delivery。';
    expect(changedFacts(before, after)).toEqual({ lost: [], gained: [] });
  });

  it('names figures that were changed, dropped and made up', () => {
    expect(changedFacts('You have 30 days, until 17:00.', 'You have 60 days.')).toEqual({
      lost: ['30', '17:00'],
      gained: ['60'],
    });
  });

  it('names addresses that were changed', () => {
    expect(changedFacts('Write to help@fellmoor.example.', 'Write to help@felmoor.example.')).toEqual({
      lost: ['help@fellmoor.example'],
      gained: ['help@felmoor.example'],
    });
  });
});
