import { companySchema } from '@switchboard/contracts';
import type { Database } from '@switchboard/db';
import { testDatabases } from '@switchboard/testing';
import { createWorkspaceStore } from '../create-workspace-store';
import { SettingsChangedError } from './settings-changed-error';

describe.each(testDatabases())('what a workspace is to its visitors, on $name', ({ open }) => {
  let database: Database;
  beforeAll(async () => void (database = await open()), 60_000);
  afterAll(() => database.close());

  it('is read with defaults, saved as a whole, and not over what somebody else has saved', async () => {
    const store = createWorkspaceStore(database);
    const { id } = await store.createWorkspace({ slug: 'acme', name: 'A', policy: {}, welcome: {}, hours: {} });
    const { version, ...company } = await store.readCompany(id);
    expect(company).toEqual({ name: 'A', welcome: {}, hours: { timezone: 'UTC', days: {} } });
    const acme = {
      name: 'Acme',
      welcome: { 'zh-CN': { greeting: '您好', suggestions: ['退货'] } },
      hours: { timezone: 'Asia/Shanghai', days: { '1': ['09:00', '18:00'] as [string, string] } },
    };
    expect(await store.saveCompany(id, { ...acme, basedOn: version })).toMatchObject(acme);
    expect(await store.readWorkspace(id)).toMatchObject(acme);
    await expect(store.saveCompany(id, { ...company, basedOn: version })).rejects.toThrow(SettingsChangedError);
    expect((await store.readCompany(id)).name).toBe('Acme');
  });

  it('has a time zone that exists, and days that open before they close', () => {
    const errors = (hours: object) =>
      companySchema.safeParse({ name: 'A', welcome: {}, hours }).error?.issues.map(({ path }) => path.join('.'));
    expect(errors({ timezone: 'Mars/Olympus', days: {} })).toEqual(['hours.timezone']);
    expect(errors({ timezone: 'UTC', days: { '2': ['18:00', '09:00'] } })).toEqual(['hours.days']);
    expect(errors({ timezone: 'UTC', days: { '2': ['9', '18:00'] } })).toContain('hours.days.2.0');
  });
});
