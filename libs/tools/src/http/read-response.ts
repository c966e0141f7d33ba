import type { ToolOutcome } from '@switchboard/contracts';
import { type Json, isObject } from '../openapi/json-value';
import { trimValue } from './trim-value';

/** No more is read from the other side, and no more is handed on. */
const mostBytes = 2 * 1024 * 1024;
const mostCharacters = 3_600;

/** What an answer of the other side is as a tool's outcome. It is data and may hold anything. */
export async function readResponse(response: Response): Promise<ToolOutcome> {
  const { text, isCut } = await readText(response);
  if (response.status >= 300 && response.status < 400)
    return { ok: false, code: 'redirected', detail: `it answered with a redirect (${response.status})` };
  if (!response.ok) return { ok: false, code: `http-${response.status}`, detail: text.slice(0, 300) };
  const body = isCut ? text : parseBody(text);
  return { ok: true, value: toValue(body, isCut ? 'The result is larger than 2 MB and was cut.' : null) };
}

/** A value for the caller, trimmed, with a note where something is missing. */
export function toValue(body: Json, cut: string | null = null): Record<string, Json> {
  const { value, note } = trimValue(body, mostCharacters);
  const notes = [cut, note].filter((words) => words !== null).join(' ');
  const named = isObject(value) ? value : { result: value };
  return notes === '' ? named : { ...named, note_of_the_desk: notes };
}

function parseBody(text: string): Json {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

async function readText(response: Response): Promise<{ text: string; isCut: boolean }> {
  if (response.body === null) return { text: '', isCut: false };
  const chunks: Uint8Array[] = [];
  let [size, isCut] = [0, false];
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    isCut = size > mostBytes;
    chunks.push(chunk);
    if (isCut) break;
  }
  return { text: new TextDecoder().decode(Buffer.concat(chunks).subarray(0, mostBytes)), isCut };
}
