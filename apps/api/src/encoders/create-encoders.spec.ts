import { type Encoder, ModelUnavailableError } from '@switchboard/models';
import { fakeEncoder } from '@switchboard/testing';
import { type Encoders, createEncoders } from './create-encoders';

describe('the encoders of a desk', () => {
  const opened: string[] = [];
  const closed: string[] = [];
  let isReachable = true;
  let serves: Record<string, string> = {};
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const open = (name: string): Encoder => {
    opened.push(name);
    const close = async (): Promise<void> => void closed.push(name);
    return { ...fakeEncoder(), name, space: `${name}@1`, close };
  };
  let encoders: Encoders;
  beforeEach(() => {
    opened.length = closed.length = 0;
    isReachable = true;
    serves = { shop: 'small', bank: 'small', hotel: 'large' };
    encoders = createEncoders({
      openNamed: async (name) => {
        await settled();
        if (!isReachable) throw new ModelUnavailableError(name, [], '/models');
        return open(name);
      },
      nameOf: async (workspaceId) => serves[workspaceId] ?? 'small',
      onError: () => undefined,
    });
  });

  it('are opened once, however many workspaces share them', async () => {
    await Promise.all([encoders.open('small'), encoders.open('small')]);
    expect((await encoders.of('shop'))?.name).toBe('small');
    expect((await encoders.of('bank'))?.name).toBe('small');
    expect(opened).toEqual(['small']);
  });

  it('let nobody wait: a workspace whose encoder is not open yet has none, and gets it later', async () => {
    expect(await encoders.of('hotel')).toBeNull();
    expect(encoders.parts()).toMatchObject([{ part: 'encoder', state: 'loading' }]);
    await encoders.open('large');
    expect((await encoders.of('hotel'))?.name).toBe('large');
  });

  it('follow a workspace to another space, and close what nobody needs', async () => {
    await encoders.open('small');
    await encoders.open('large');
    serves['shop'] = 'large';
    expect((await encoders.of('shop'))?.name).toBe('large');
    expect(encoders.inSpace('small@1')?.name).toBe('small');
    await encoders.keepOnly(new Set(['large']));
    expect(closed).toEqual(['small']);
    expect(encoders.inSpace('small@1')).toBeNull();
  });

  it('say which one is missing and how to get it', async () => {
    isReachable = false;
    await expect(encoders.open('small')).rejects.toThrow(ModelUnavailableError);
    expect(await encoders.of('shop')).toBeNull();
    expect(encoders.parts()).toMatchObject([{ state: 'failed', detail: expect.stringContaining('models pull small') }]);
  });
});
