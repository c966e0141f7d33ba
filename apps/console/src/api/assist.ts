import type {
  AssistHelp,
  ConversationLabel,
  ConversationLabels,
  CurrentSuggestion,
  ReplySuggestion,
  RewriteText,
  RewrittenText,
  SuggestionPage,
  Summary,
  SummaryList,
} from '@switchboard/contracts';
import { request } from './request';

const at = (id: string): string => `/v1/conversations/${id}`;

export const readHelp = (): Promise<AssistHelp> => request('GET', '/v1/assist');
export const readSuggestion = async (id: string): Promise<ReplySuggestion | null> =>
  (await request<CurrentSuggestion>('GET', `${at(id)}/suggestion`)).suggestion;
export const suggestAnew = (id: string): Promise<CurrentSuggestion> => request('POST', `${at(id)}/suggestion`);
export const listSummaries = async (id: string): Promise<Summary[]> =>
  (await request<SummaryList>('GET', `${at(id)}/summaries`)).items;
/** In the language of the console. */
export const summarise = (id: string): Promise<Summary> =>
  request('POST', `${at(id)}/summaries`, { kind: 'hand-over' });
export const rewrite = (id: string, input: RewriteText, signal: AbortSignal): Promise<RewrittenText> =>
  request('POST', `${at(id)}/rewrite`, input, {}, signal);
export const readLabels = async (id: string): Promise<ConversationLabel[]> =>
  (await request<ConversationLabels>('GET', `${at(id)}/labels`)).items;
export const setLabels = async (id: string, items: readonly ConversationLabel[]): Promise<ConversationLabel[]> =>
  (await request<ConversationLabels>('PUT', `${at(id)}/labels`, { items })).items;

export function listDecided(outcome: string | null, before: string | null): Promise<SuggestionPage> {
  const query = new URLSearchParams({
    ...(outcome === null ? {} : { outcome }),
    ...(before === null ? {} : { before }),
    limit: '30',
  });
  return request('GET', `/v1/suggestions?${query}`);
}
