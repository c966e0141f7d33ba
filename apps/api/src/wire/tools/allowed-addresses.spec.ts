import { allowedAddresses } from './allowed-addresses';

describe('allowedAddresses', () => {
  it('are the public ones, and private ones only where the operator names them', () => {
    const none = allowedAddresses([], false);
    expect(['8.8.8.8', '127.0.0.1', '10.0.0.5', '169.254.169.254', '::1', '::ffff:127.0.0.1'].map(none)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
    const some = allowedAddresses(['10.0.0.5', '192.168.1.0/24', '::1'], false);
    expect(
      ['10.0.0.5', '10.0.0.6', '192.168.1.9', '192.168.2.9', '::1', '::ffff:10.0.0.5', 'nonsense'].map(some),
    ).toEqual([true, false, true, false, true, true, false]);
  });

  it('with LOCAL_ONLY are the named ones and no public one', () => {
    const local = allowedAddresses(['10.0.0.0/8'], true);
    expect(['8.8.8.8', '10.1.2.3'].map(local)).toEqual([false, true]);
  });
});
