import { OtherEncoderError } from '@switchboard/learn';
import { type ModelsDeps, createModels } from './create-models';

describe('the models of a workspace that has changed its encoder', () => {
  const goLive = jest.fn();
  const rollBack = jest.fn();
  const models = {
    read: async () => ({ baseModel: 'all-MiniLM-L6-v2' }),
    readPrevious: async () => 'old',
    goLive,
    rollBack,
  };
  const desk = createModels({
    stores: { models } as unknown as ModelsDeps['stores'],
    encoderNameOf: async () => 'multilingual-e5-small',
    readRenewal: () => null,
    dataDir: '',
    wake: () => undefined,
  });

  it('do not go live, neither by promotion nor by rolling back: no passage lies in their space', async () => {
    await expect(desk.promote('w', 'old', { by: 'Robin' })).rejects.toThrow(OtherEncoderError);
    await expect(desk.rollBack('w', 'Robin')).rejects.toThrow(
      /trained on all-MiniLM-L6-v2.*served by multilingual-e5-small/,
    );
    expect(goLive).not.toHaveBeenCalled();
    expect(rollBack).not.toHaveBeenCalled();
  });
});
