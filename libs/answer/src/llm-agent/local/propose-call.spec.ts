import { type ToolDescription, toolDescriptionSchema } from '@switchboard/contracts';
import type { HeldModel } from '@switchboard/models';
import { proposeCall } from './propose-call';

const tools: ToolDescription[] = [
  {
    name: 'find_order',
    description: 'Looks up an order.',
    risk: 'read',
    arguments: { order: { type: 'string', description: 'order number, such as FM-1234567' } },
  },
  {
    name: 'cancel_order',
    description: 'Cancels an order.',
    risk: 'write',
    arguments: {
      order: { type: 'string', description: 'order number' },
      email: { type: 'string', description: 'whose', from: 'session.email' },
      reason: { type: 'string', description: 'why', values: ['late', 'other'] },
    },
  },
].map((tool) => toolDescriptionSchema.parse(tool));

/** Chooses that tool, then writes that JSON. */
function scripted(tool: string, written: string): HeldModel {
  const texts = [JSON.stringify({ tool }), written];
  return {
    weigh: async () => [],
    write: async () => ({ text: texts.shift() ?? '', usage: { promptTokens: 1, completionTokens: 1 } }),
  };
}

describe('proposeCall', () => {
  it('gives the tool with the arguments that stand in the message', async () => {
    expect(
      await proposeCall('where is fm-7654321', tools, [], scripted('find_order', '{"order":"FM-7654321"}')),
    ).toEqual({
      kind: 'call',
      tool: 'find_order',
      risk: 'read',
      arguments: { order: 'FM-7654321' },
      missing: [],
      needsConfirmation: false,
    });
  });

  it('drops an id that the model copied from its prompt or made up, and asks for it', async () => {
    const written = '{"order":"FM-1234567","email":"a@b.example","reason":"late"}';
    expect(await proposeCall('cancel it, it is too late', tools, [], scripted('cancel_order', written))).toMatchObject({
      tool: 'cancel_order',
      arguments: { reason: 'late' },
      missing: ['order'],
      needsConfirmation: true,
    });
  });

  it('wants nothing when the model chooses none, or something else', async () => {
    expect(await proposeCall('thanks', tools, [], scripted('none', '{}'))).toEqual({ kind: 'none' });
    expect(await proposeCall('do it', tools, [], scripted('no_such_tool', '{}'))).toEqual({ kind: 'none' });
  });

  it('takes broken JSON for nothing said', async () => {
    expect(await proposeCall('where is FM-7654321', tools, [], scripted('find_order', '{"order":"FM'))).toMatchObject({
      arguments: {},
      missing: ['order'],
    });
  });
});
