import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseYaml } from 'yaml';
import { z } from 'zod';
import { PackError } from './pack';
import { listPacks, readPack } from './read-pack';

const headSchema = z
  .object({
    /** The ordinary label first. */
    labels: z.array(z.string()).min(2),
    /** Sentences at most that a line with alternatives is spread into. */
    expand: z.number().int().min(1).max(50).default(8),
    /** Share of the other labels' sentences that may be taken for a label. */
    mostFalse: z.number().min(0).max(0.2).default(0.01),
    /**
     * Every so many-th message and article paragraph of the packs is an ordinary example too; 0 for none. Messages that
     * go to a person at once are left out: emergencies and anger are among them.
     */
    packsEvery: z.number().int().min(0).default(0),
  })
  .strict();

export interface SpecialistData {
  name: string;
  labels: string[];
  expand: number;
  mostFalse: number;
  lines: { text: string; label: string }[];
}

/**
 * Reads a specialist's examples from `<root>/specialists/<name>`: specialist.yaml, and one folder of lists a label.
 * Throws PackError naming the file at fault.
 */
export function readSpecialistExamples(root: string, name: string): SpecialistData {
  const folder = join(root, 'specialists', name);
  const read = <T>(file: string, schema: z.ZodType<T>): T => {
    const path = join(folder, file);
    const parsed = existsSync(path) ? schema.safeParse(parseYaml(readFileSync(path, 'utf8'))) : null;
    if (parsed?.success) return parsed.data;
    throw new PackError(`specialists/${name}/${file}`, parsed?.error.issues[0]?.message ?? 'is missing');
  };
  const { packsEvery, ...head } = read('specialist.yaml', headSchema);
  const lines = head.labels.flatMap((label) => {
    const files = existsSync(join(folder, label)) ? readdirSync(join(folder, label)).sort() : [];
    return files.flatMap((file) =>
      read(join(label, file), z.array(z.string().min(1)).min(1)).map((text) => ({ text, label })),
    );
  });
  const ordinary = packTexts(root, packsEvery).map((text) => ({ text, label: head.labels[0] as string }));
  return { name, ...head, lines: [...lines, ...ordinary] };
}

/** What customers of the packs write and read, thinned out. */
function packTexts(root: string, every: number): string[] {
  if (every === 0) return [];
  const texts = listPacks(root).flatMap((name) => {
    const { intents, articles, safety } = readPack(root, name);
    const toPerson = new Set(safety.rules.flatMap((rule) => rule.intents));
    const paragraphs = articles.flatMap(({ markdown }) => markdown.split(/\n{2,}/));
    const messages = intents
      .filter(({ id, handOff }) => !handOff && !toPerson.has(id))
      .flatMap(({ examples }) => Object.values(examples).flat());
    return [...messages, ...paragraphs];
  });
  return texts
    .map((text) => text.replace(/[#*|{}]/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 300))
    .filter((text) => text.length > 3)
    .filter((_, index) => index % every === 0);
}

/** Where a specialist for an encoder lies. */
export const specialistFile = (root: string, name: string, encoder: string): string =>
  join(root, 'specialists', name, `${encoder}.json`);
