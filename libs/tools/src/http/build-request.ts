import type { HttpRequestShape } from '@switchboard/contracts';
import type { Json } from '../openapi/json-value';
import type { ToolArguments } from '../tool';

export interface BuiltRequest {
  url: string;
  headers: Record<string, string>;
  body: string | null;
}

/** Arguments as a request below `baseUrl`. A value stays within its place: nothing of it becomes a path or a header. */
export function buildRequest(baseUrl: string, { path, places }: HttpRequestShape, args: ToolArguments): BuiltRequest {
  const headers: Record<string, string> = {};
  const query = new URLSearchParams();
  let filled = path;
  let body: Json | undefined;
  for (const [key, value] of Object.entries(args)) {
    const place = places[key];
    if (place === undefined) continue;
    if (place.in === 'path') filled = filled.replaceAll(`{${place.name}}`, pathSegment(value));
    else if (place.in === 'query')
      for (const item of Array.isArray(value) ? value : [value]) query.append(place.name, plain(item));
    else if (place.in === 'header') headers[place.name] = plain(value).replace(/[^\x20-\x7e]/g, '');
    else if (place.in === 'whole-body') body = value;
    else body = { ...(body as object), [place.name]: value };
  }
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}/${filled.replace(/^\/+/, '')}`);
  for (const [name, value] of query) url.searchParams.append(name, value);
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  return { url: url.href, headers, body: body === undefined ? null : JSON.stringify(body) };
}

const plain = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** "." and ".." would be taken for folders, however they are written. */
function pathSegment(value: Json): string {
  const segment = encodeURIComponent(plain(value));
  return /^\.{1,2}$/.test(segment) ? segment.replaceAll('.', '%252E') : segment;
}
