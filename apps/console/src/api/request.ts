import type { Problem } from '@switchboard/contracts';

/** The desk refused, with its reason; or it could not be reached (`problem.status` 0). */
export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

const unreachable: Problem = {
  type: 'about:blank',
  title: 'Unreachable',
  status: 0,
  code: 'unavailable',
  detail: 'The desk cannot be reached.',
};

/** One call to the desk's REST API, in the language of the console. Throws ApiError. */
export function request<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: object,
  headers: Record<string, string> = {},
  signal?: AbortSignal,
): Promise<T> {
  const spoken = { 'Accept-Language': document.documentElement.lang, ...headers };
  const init = { method, ...(signal === undefined ? {} : { signal }) };
  if (body === undefined) return send(path, { ...init, headers: spoken });
  return send(path, {
    ...init,
    headers: { 'Content-Type': 'application/json', ...spoken },
    body: JSON.stringify(body),
  });
}

/** Sends a file as it is. Throws ApiError. */
export function sendFile<T>(path: string, file: Blob): Promise<T> {
  // A file of JSON is a file too, not the body of a call. Without a type its name tells what it is.
  const isTyped = file.type !== '' && !/json/i.test(file.type);
  const headers = {
    'Accept-Language': document.documentElement.lang,
    ...(isTyped ? { 'Content-Type': file.type } : {}),
  };
  return send(path, { method: 'POST', headers, body: isTyped ? file : new Blob([file]) });
}

async function send<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch(() => {
    throw new ApiError(unreachable);
  });
  if (response.status === 204) return undefined as T;
  const answer: unknown = await response.json().catch(() => unreachable);
  if (!response.ok) throw new ApiError(answer as Problem);
  return answer as T;
}
