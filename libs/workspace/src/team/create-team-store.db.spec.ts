import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { createWorkspaceStore, type WorkspaceStore } from '../create-workspace-store';
import { verifyPassword } from '../password';
import { type TeamStore, createTeamStore } from './create-team-store';
import { EmailInUseError, KeyNotFoundError, MemberNotFoundError } from './errors';

const input = (slug: string) => ({ slug, name: slug, policy: {}, welcome: {}, hours: {} });

describe.each(testDatabases())('the team store on $name', ({ open }) => {
  let database: Database;
  let workspaces: WorkspaceStore;
  let store: TeamStore;
  let mine: string;
  let theirs: string;
  beforeAll(async () => {
    database = await open();
    workspaces = createWorkspaceStore(database);
    store = createTeamStore(database);
    mine = (await workspaces.createWorkspace(input('team-mine'))).id;
    theirs = (await workspaces.createWorkspace(input('team-theirs'))).id;
  }, 60_000);
  afterAll(() => database.close());

  const bo = { email: 'Bo@team.example', name: 'Bo', role: 'agent' as const };

  it('takes in somebody once: one email is one person over all workspaces', async () => {
    expect(await store.addMember(mine, bo, 'first')).toMatchObject({
      email: 'bo@team.example',
      role: 'agent',
      invited: true,
    });
    await expect(store.addMember(mine, bo, 'again')).rejects.toThrow(EmailInUseError);
    await expect(store.addMember(theirs, bo, 'again')).rejects.toThrow(EmailInUseError);
    expect((await store.listMembers(theirs)).map(({ email }) => email)).toEqual([]);
  });

  it('lets somebody go: signed out, unable to sign in, and taken in again with another password only', async () => {
    const cy = await store.addMember(mine, { email: 'cy@team.example', name: 'Cy', role: 'lead' }, 'first');
    const { token } = await workspaces.createSession(cy.id);
    await expect(store.removeMember(theirs, cy.id)).rejects.toThrow(MemberNotFoundError);
    expect(await workspaces.findSession(token)).toMatchObject({ role: 'lead' });
    await store.removeMember(mine, cy.id);
    expect(await workspaces.findSession(token)).toBeNull();
    expect(await workspaces.findAgentByEmail('cy@team.example')).toBeNull();
    await expect(store.removeMember(mine, cy.id)).rejects.toThrow(MemberNotFoundError);

    const back = await store.addMember(mine, { email: 'cy@team.example', name: 'Cy', role: 'agent' }, 'second');
    expect(back).toMatchObject({ id: cy.id, role: 'agent', invited: true });
    expect(await workspaces.findSession(token)).toBeNull();
    const { passwordHash = '' } = (await workspaces.findAgentByEmail('cy@team.example')) ?? {};
    expect([await verifyPassword('first', passwordHash), await verifyPassword('second', passwordHash)]).toEqual([
      false,
      true,
    ]);
  });

  it('gives somebody a new password and ends their sessions, in their own workspace only', async () => {
    const di = await store.addMember(mine, { email: 'di@team.example', name: 'Di', role: 'agent' }, 'first');
    await workspaces.setPassword(mine, di.id, 'a password of her own', { oneTime: false });
    const { token } = await workspaces.createSession(di.id);
    await expect(store.resetPassword(theirs, di.id, 'stolen')).rejects.toThrow(MemberNotFoundError);
    expect(await store.resetPassword(mine, di.id, 'new')).toMatchObject({ invited: true });
    expect(await workspaces.findSession(token)).toBeNull();
  });

  it('keeps of a key its hash and when it was used, until it is revoked', async () => {
    const { id } = await store.addKey(mine, { name: 'crm', scopes: ['conversations:read'] }, 'sb_secret-of-the-crm');
    expect(await store.listKeys(mine)).toMatchObject([{ id, name: 'crm', lastUsedAt: null }]);
    expect(await workspaces.findApiKey('sb_secret-of-the-crm')).toMatchObject({ workspaceId: mine });
    expect((await store.listKeys(mine))[0]?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(await database.query({ text: 'SELECT * FROM api_key', values: [] }))).not.toContain(
      'secret-of',
    );
    await expect(store.revokeKey(theirs, id)).rejects.toThrow(KeyNotFoundError);
    await store.revokeKey(mine, id);
    expect(await workspaces.findApiKey('sb_secret-of-the-crm')).toBeNull();
    expect(await store.listKeys(mine)).toEqual([]);
  });
});
