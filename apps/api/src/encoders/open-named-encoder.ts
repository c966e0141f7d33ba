import { join } from 'node:path';
import {
  type Encoder,
  findModel,
  isEndpointEncoder,
  openEncoder,
  openEndpointEncoder,
  pullModel,
} from '@switchboard/models';
import type { Logger } from 'pino';
import type { Config } from '../config/config-schema';
import { isThisMachine } from '../config/is-this-machine';
import { embeddingsEndpoint } from './configured-encoder';
import { hidePersonalData } from './hide-personal-data';

/**
 * Opens an encoder: one of models.json, pulled into the data folder where it is not there, or the one at EMBEDDINGS_URL,
 * which sees no personal data when it is elsewhere. Throws UnknownModelError and what pulling and opening throw.
 */
export async function openNamedEncoder(
  name: string,
  { config, log, onProgress }: { config: Config; log: Logger; onProgress(done: number, total: number): void },
): Promise<Encoder> {
  const modelsDir = join(config.DATA_DIR, 'models');
  const endpoint = embeddingsEndpoint(config);
  if (isEndpointEncoder(name) && endpoint !== null) {
    const { EMBEDDINGS_API_KEY: apiKey } = config;
    const isNear = isThisMachine(endpoint.url);
    return openEndpointEncoder(
      { ...endpoint, ...(apiKey === undefined ? {} : { apiKey }) },
      {
        modelsDir,
        ...(isNear
          ? {}
          : { hide: hidePersonalData, onCall: (call) => log.info({ egress: call }, 'texts sent to be embedded') }),
      },
    );
  }
  const model = findModel(name);
  const folder = await pullModel(model, modelsDir, { onProgress: ({ done, total }) => onProgress(done, total) });
  return openEncoder(model, folder);
}
