import { createHmac } from 'node:crypto';
import { readVisitorIdentity } from './read-visitor-identity';

const secret = 's'.repeat(43);
const now = new Date('2026-12-01T10:00:00Z');
const inAnHour = now.getTime() / 1_000 + 3_600;
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
/** As docs/identity.md shows it. */
function sign(claims: object, { by = secret, header = { alg: 'HS256', typ: 'JWT' } as object } = {}): string {
  const body = `${part(header)}.${part(claims)}`;
  return `${body}.${createHmac('sha256', by).update(body).digest('base64url')}`;
}
const read = (token: string) => readVisitorIdentity(token, { secret, now });

describe('readVisitorIdentity', () => {
  it('gives what the page’s server signed', async () => {
    const claims = { sub: 'C-1', email: 'ana@example.com', name: 'Ana', exp: inAnHour };
    expect(await read(sign(claims))).toEqual(claims);
  });

  it.each([
    ['signed with another secret', sign({ sub: 'C-1', exp: inAnHour }, { by: 'x'.repeat(43) })],
    [
      'changed after it was signed',
      sign({ sub: 'C-1', exp: inAnHour }).replace(/\.[^.]+\./, `.${part({ sub: 'C-2', exp: inAnHour })}.`),
    ],
    ['without a signature', `${part({ alg: 'none' })}.${part({ sub: 'C-1', exp: inAnHour })}.`],
    ['that says it is signed otherwise', sign({ sub: 'C-1', exp: inAnHour }, { header: { alg: 'none' } })],
    ['that has ended', sign({ sub: 'C-1', exp: now.getTime() / 1_000 - 1 })],
    ['that never ends', sign({ sub: 'C-1' })],
    ['that holds for more than a day', sign({ sub: 'C-1', exp: inAnHour + 86_400 })],
    ['that names nobody', sign({ sub: ' ', exp: inAnHour })],
    ['whose id is no text', sign({ sub: 7, exp: inAnHour })],
    ['that is nonsense', 'C-1'],
  ])('refuses one %s', async (_what, token) => {
    expect(await read(token)).toBeNull();
  });
});
