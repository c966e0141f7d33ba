import { createVisitorTokens } from './visitor-tokens';

const session = { workspaceId: crypto.randomUUID(), conversationId: crypto.randomUUID() };

describe('visitor tokens', () => {
  it('name the conversation they were made for', async () => {
    const tokens = createVisitorTokens('a'.repeat(43));
    expect(await tokens.verify(await tokens.sign(session))).toEqual(session);
  });

  it('of another installation, changed ones and nonsense are refused', async () => {
    const tokens = createVisitorTokens('a'.repeat(43));
    const token = await tokens.sign(session);
    expect(await createVisitorTokens('b'.repeat(43)).verify(token)).toBeNull();
    expect(await tokens.verify(`${token.slice(0, -6)}AAAAAA`)).toBeNull();
    expect(await tokens.verify('nonsense')).toBeNull();
  });

  it('without a signature are refused', async () => {
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa(JSON.stringify({ ws: session.workspaceId, conv: session.conversationId, iss: 'switchboard', aud: 'visitor' }))}.`;
    expect(await createVisitorTokens('a'.repeat(43)).verify(unsigned)).toBeNull();
  });
});
