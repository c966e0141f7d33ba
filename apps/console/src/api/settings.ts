import type { SaveAiSettings, StoredAiSettings } from '@switchboard/contracts';
import { request } from './request';

export const readAiSettings = (): Promise<StoredAiSettings> => request('GET', '/v1/settings/ai');
export const saveAiSettings = (settings: SaveAiSettings): Promise<StoredAiSettings> =>
  request('PUT', '/v1/settings/ai', settings);
