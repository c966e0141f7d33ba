import type {
  DatasetRow,
  DatasetSummary,
  DatasetVersion,
  FindingsReport,
  Gate,
  GateReport,
  GateRules,
  ImportReport,
  JobList,
  Languages,
  Measurement,
  ModelSettings,
  ModelSettingsReport,
  Models,
  RowOrigin,
  RowPage,
  StartJob,
  SuggestionList,
  TrainingJob,
} from '@switchboard/contracts';
import { request, sendFile } from './request';

export const readSummary = (): Promise<DatasetSummary> => request('GET', '/v1/dataset');
export const readVersions = (): Promise<{ items: DatasetVersion[] }> => request('GET', '/v1/dataset/versions');

export interface RowFilter {
  intent?: string;
  search?: string;
  part?: string;
  conversationId?: string;
}
export function listRows(filter: RowFilter, cursor: string | null): Promise<RowPage> {
  const query = new URLSearchParams({ ...filter, ...(cursor === null ? {} : { cursor }) });
  return request('GET', `/v1/dataset/rows?${query}`);
}

export const addRow = (row: { text: string; intent: string; origin?: RowOrigin }): Promise<DatasetRow> =>
  request('POST', '/v1/dataset/rows', row);
export const replaceRow = (id: string, row: { text: string; intent: string }): Promise<DatasetRow> =>
  request('PUT', `/v1/dataset/rows/${id}`, row);
export const removeRow = (id: string): Promise<void> => request('DELETE', `/v1/dataset/rows/${id}`);
export const restoreRow = (id: string): Promise<DatasetRow> => request('POST', `/v1/dataset/rows/${id}/restore`);
export const importFile = (file: File): Promise<ImportReport> =>
  sendFile(`/v1/dataset/import?${new URLSearchParams({ format: formatOf(file), name: file.name.slice(-100) })}`, file);
const formatOf = ({ name }: File): string => (name.toLowerCase().endsWith('.csv') ? 'csv' : 'jsonl');

export const readFindings = (): Promise<FindingsReport> => request('GET', '/v1/dataset/findings');
export const readSuggestions = (): Promise<SuggestionList> => request('GET', '/v1/dataset/suggestions');

export const listJobs = (): Promise<JobList> => request('GET', '/v1/training');
export const startJob = (job: Partial<StartJob>): Promise<TrainingJob> => request('POST', '/v1/training', job);
export const cancelJob = (id: string): Promise<TrainingJob> => request('POST', `/v1/training/${id}/cancel`);

export const readModels = (): Promise<Models> => request('GET', '/v1/models');
export const readEvaluation = (id: string): Promise<Measurement> => request('GET', `/v1/models/${id}/evaluation`);
/** With rules to try in place of the workspace's. */
export function readGate(id: string, tried: Partial<GateRules> = {}): Promise<Gate> {
  const query = new URLSearchParams(Object.entries(tried).map(([name, value]) => [name, String(value)]));
  return request('GET', `/v1/models/${id}/gate?${query}`);
}
export const measureModel = (id: string): Promise<{ items: TrainingJob[] }> =>
  request('POST', `/v1/models/${id}/measure`);
export const promote = (id: string, reason?: string): Promise<GateReport> =>
  request('POST', `/v1/models/${id}/promote`, reason === undefined ? {} : { reason });
export const rollBack = (): Promise<Models> => request('POST', '/v1/models/rollback');
export const setShadow = (modelId: string | null): Promise<void> => request('PUT', '/v1/models/shadow', { modelId });
export const readModelSettings = (): Promise<ModelSettingsReport> => request('GET', '/v1/models/settings');
/** `version` is the one that the change was made on. */
export const saveModelSettings = (settings: ModelSettings, version: number): Promise<ModelSettingsReport> =>
  request('PUT', '/v1/models/settings', settings, { 'If-Match': `"${version}"` });

export const readLanguages = (): Promise<Languages> => request('GET', '/v1/languages');
/** With a reason the new model goes live although the gate is closed. */
export const setLanguages = (wish: { languages: string[]; reason?: string }): Promise<Languages> =>
  request('PUT', '/v1/languages', wish);
export const giveUpLanguages = (): Promise<Languages> => request('DELETE', '/v1/languages/change');
