import { findLeaks } from './find-leaks';

const row = (text: string) => ({ text, intent: 'a' });

describe('findLeaks', () => {
  it('finds the same words whatever their case, order and number, and says where they were learnt', () => {
    const rows = [row('Where is my parcel?'), row('my parcel, where is it'), row('parcel my is where')];
    const test = [row('my parcel: where? where is my parcel'), row('where is your parcel'), row('我的包裹')];
    expect(findLeaks(rows, test)).toEqual([{ text: test[0]?.text, testRow: 1, rows: [1, 3] }]);
  });

  it('finds nothing where nothing is', () => {
    expect(findLeaks([], [row('a')])).toEqual([]);
    expect(findLeaks([row('a')], [])).toEqual([]);
  });
});
