import type { Entity } from '@switchboard/contracts';

/** An entity with its place. */
export function entityAt(source: string, type: string, start: number, end: number, value: Entity['value']): Entity {
  return { type, start, end, text: source.slice(start, end), value };
}

/** Every match of a pattern that `read` can give a value to. `skipped` leading characters only led to it. */
export function collect(
  source: string,
  type: string,
  pattern: RegExp,
  read: (match: RegExpExecArray) => Entity['value'] | null,
  skipped: (text: string) => number = () => 0,
): Entity[] {
  return [...source.matchAll(pattern)].flatMap((match) => {
    const value = read(match as RegExpExecArray);
    const start = match.index + skipped(match[0]);
    return value === null ? [] : [entityAt(source, type, start, match.index + match[0].length, value)];
  });
}
