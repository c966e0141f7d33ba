import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repositoryRoot } from '@switchboard/api';

/** The key of the demo workspace in a prepared folder. */
export const apiKey = 'e2e-key-for-tests-only-000000';

/** A copy of the data folder that scripts/prepare-e2e.mjs has set up. */
export function preparedFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'switchboard-e2e-'));
  cpSync(join(repositoryRoot(), '.nx', 'e2e-data'), folder, { recursive: true });
  return folder;
}

/** A call to a desk's REST API with the demo's key. */
export async function call<T>(url: string, method: string, path: string, body?: object): Promise<T> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return (response.status === 204 ? undefined : await response.json()) as T;
}
