import type { Encoder } from '@switchboard/models';
import type { Encoders } from './create-encoders';

/** One encoder for every workspace, for measuring and for commands: whoever opened it closes it. */
export const fixedEncoders = (encoder: Encoder): Pick<Encoders, 'of' | 'inSpace' | 'named'> => ({
  of: async () => encoder,
  inSpace: (space) => (space === encoder.space ? encoder : null),
  named: (name) => (name === encoder.name ? encoder : null),
});
