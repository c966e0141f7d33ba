import type { SaveAiSettings, SaveCompany, StoredAiSettings, StoredCompany } from '@switchboard/contracts';
import { request } from './request';

export const readAiSettings = (): Promise<StoredAiSettings> => request('GET', '/v1/settings/ai');
export const saveAiSettings = (settings: SaveAiSettings): Promise<StoredAiSettings> =>
  request('PUT', '/v1/settings/ai', settings);

export const readCompany = (): Promise<StoredCompany> => request('GET', '/v1/settings/company');
export const saveCompany = (company: SaveCompany): Promise<StoredCompany> =>
  request('PUT', '/v1/settings/company', company);
