import type { Entity, Procedure, Slot, ToolDescription } from '@switchboard/contracts';
import type { HeldModel } from '@switchboard/models';
import type { GivenSlots } from '../../procedure/given-slots';
import { readSlot } from '../../procedure/read-slot';
import { callOf, slotsOfCall } from './call-of';
import { copyWords } from './gate-prompts';
import { standsIn } from './stands-in';

interface Reading {
  tools: readonly ToolDescription[];
  model: HeldModel;
}

const longestCopy = 120;
/** An opening message in fewer words describes nothing. */
const fewestWords = 3;

/**
 * What a message says of the slots that a procedure's call is filled from. Ids, dates and choices are read by code; the
 * model only copies words into the fields that have no form; what it copies must stand in the message and in no other slot.
 */
export async function readGivenSlots(
  text: string,
  entities: readonly Entity[],
  procedure: Procedure,
  { tools, model }: Reading,
): Promise<GivenSlots> {
  const given: Record<string, GivenSlots[string]> = {};
  const open: { argument: string; name: string; slot: Slot }[] = [];
  for (const [argument, name] of slotsOfCall(procedure)) {
    const slot = procedure.slots[name];
    if (slot === undefined || slot.among !== undefined || slot.type === 'yes-no') continue;
    if (slot.type === 'text') {
      if (slot.fill !== 'message') open.push({ argument, name, slot });
      else if (isDescription(text)) given[name] = { value: text.trim(), text: text.trim() };
    } else {
      const read = readSlot(slot, { text, entities, values: {}, shown, today: today() });
      if (read.kind === 'read') given[name] = { value: read.value, text: read.text };
    }
  }
  if (open.length === 0) return given;
  const tool = tools.find((item) => item.name === callOf(procedure)?.call);
  const fields = open.map(({ argument }) => [argument, tool?.arguments[argument]?.description ?? argument] as const);
  const copied = await copy(text, fields, model);
  for (const { argument, name, slot } of open) {
    const words = copied[argument];
    if (typeof words !== 'string' || words.trim() === '' || !standsIn(words, text)) continue;
    if (Object.values(given).some((other) => other.text === words)) continue;
    const read = readSlot(slot, { text: words, entities: [], values: {}, shown, today: today() });
    if (read.kind === 'read') given[name] = { value: read.value, text: read.text };
  }
  return given;
}

const isDescription = (text: string): boolean => text.trim().split(/\s+/).length >= fewestWords;
const shown = { language: 'en', timeZone: 'UTC', labels: {} };
const today = (): string => new Date().toISOString().slice(0, 10);

async function copy(
  text: string,
  fields: readonly (readonly [name: string, description: string])[],
  model: HeldModel,
): Promise<Record<string, unknown>> {
  const schema = {
    type: 'object',
    properties: Object.fromEntries(fields.map(([name]) => [name, { type: 'string' }])),
    required: fields.map(([name]) => name),
    additionalProperties: false,
  };
  const written = await model.write(copyWords(text, fields), { schema, maxTokens: longestCopy });
  try {
    return JSON.parse(written.text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
