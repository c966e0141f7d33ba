import type { CallDetail, ToolDescription } from '@switchboard/contracts';
import type { ToolArguments } from './tool';

const longestValue = 300;

/** A call's arguments as a person reads them before deciding: what each is, and its value. */
export function callDetails({ arguments: known }: ToolDescription, args: ToolArguments): CallDetail[] {
  return Object.entries(args).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return {
      label: known[name]?.description ?? name,
      value: text.length > longestValue ? `${text.slice(0, longestValue)} …` : text,
    };
  });
}
