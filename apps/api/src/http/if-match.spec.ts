import { etagOf, versionOf } from './if-match';

describe('versionOf', () => {
  it('reads what etagOf wrote, also when a proxy has made it weak', () => {
    expect(versionOf(etagOf(12))).toBe(12);
    expect(versionOf(`W/${etagOf(0)}`)).toBe(0);
  });

  it.each([
    [undefined, 'precondition-required'],
    ['*', 'bad-request'],
    ['12', 'bad-request'],
    ['"1", "2"', 'bad-request'],
    ['"99999999999999999999"', 'bad-request'],
  ])('refuses %s', (header, code) => {
    expect(() => versionOf(header)).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code }) }));
  });
});
