import type { ApiKey, ApiKeyList, Invite, Invited, IssueKey, IssuedKey, Member, Team } from '@switchboard/contracts';
import { request } from './request';

export const listTeam = async (): Promise<Member[]> => (await request<Team>('GET', '/v1/team')).items;
export const invite = (person: Invite): Promise<Invited> => request('POST', '/v1/team', person);
export const resetPassword = (id: string): Promise<Invited> => request('POST', `/v1/team/${id}/password`);
export const removeMember = (id: string): Promise<void> => request('DELETE', `/v1/team/${id}`);

export const listKeys = async (): Promise<ApiKey[]> => (await request<ApiKeyList>('GET', '/v1/keys')).items;
export const issueKey = (key: IssueKey): Promise<IssuedKey> => request('POST', '/v1/keys', key);
export const revokeKey = (id: string): Promise<void> => request('DELETE', `/v1/keys/${id}`);
