import { isDeepStrictEqual } from 'node:util';
import type { Expectation, ExpectedCall } from '@switchboard/contracts';
import type { Observed } from './observe';

/** One thing that is not as it was expected to be. */
export interface Difference {
  what: string;
  expected: string;
  got: string;
}

/** Where a step is not what was expected of it; empty when it is. Pure. */
export function judgeStep(expected: Expectation, observed: Observed): Difference[] {
  const { reply } = observed;
  const plain = squeeze(reply);
  const quoted = reply === '' ? '(no reply)' : `“${reply}”`;
  const differences: Difference[] = [];
  const differs = (what: string, wanted: string, got: string): void =>
    void differences.push({ what, expected: wanted, got });
  const oneOf = (what: string, wanted: readonly string[] | undefined, got: string | null): void => {
    if (wanted !== undefined && !wanted.includes(got ?? '')) differs(what, wanted.join(' or '), got ?? 'none');
  };
  const allOf = (what: string, wanted: readonly string[] | undefined, got: readonly string[]): void => {
    const missing = (wanted ?? []).filter((item) => !got.includes(item));
    if (missing.length > 0) differs(what, missing.join(', '), got.join(', ') || 'none');
  };

  const { outcome } = expected;
  if (
    outcome !== undefined &&
    outcome !== observed.outcome &&
    !(outcome === 'replied' && observed.outcome === 'asked-back')
  )
    differs('outcome', outcome, observed.outcome);
  oneOf('rule', expected.rule, observed.rule);
  oneOf('intent', expected.intent, observed.intent);
  if (expected.procedure !== undefined && expected.procedure !== observed.procedure)
    differs('procedure', expected.procedure ?? 'none', observed.procedure ?? 'none');
  if (expected.owner !== undefined && expected.owner !== observed.owner)
    differs('owner', expected.owner, observed.owner);
  if (expected.tools !== undefined && !callsMatch(expected.tools, observed.tools))
    differs('tools', describeCalls(expected.tools), describeCalls(observed.tools));
  for (const part of expected.contains ?? [])
    if (!plain.includes(squeeze(part))) differs('reply contains', `“${part}”`, quoted);
  for (const part of expected.not ?? [])
    if (plain.includes(squeeze(part))) differs('reply holds not', `“${part}”`, quoted);
  for (const pattern of expected.matches ?? [])
    if (!new RegExp(pattern, 'iu').test(reply)) differs('reply matches', `/${pattern}/`, quoted);
  allOf('citations', expected.citations, observed.citations);
  allOf('choices', expected.choices, observed.choices);
  if (expected.maxCharacters !== undefined && reply.length > expected.maxCharacters)
    differs('length', `at most ${expected.maxCharacters} characters`, `${reply.length}: ${quoted}`);
  return differences;
}

const squeeze = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ');

function callsMatch(wanted: readonly ExpectedCall[], got: Observed['tools']): boolean {
  return (
    wanted.length === got.length &&
    wanted.every(({ tool, arguments: args, outcome }, index) => {
      const call = got[index];
      if (call === undefined || call.tool !== tool || (outcome !== undefined && outcome !== call.outcome)) return false;
      return Object.entries(args).every(([name, value]) => isDeepStrictEqual(call.arguments[name], value));
    })
  );
}

function describeCalls(calls: readonly { tool: string; arguments: object; outcome?: string | undefined }[]): string {
  const words = calls.map(({ tool, arguments: args, outcome }) =>
    [
      tool,
      ...(Object.keys(args).length === 0 ? [] : [JSON.stringify(args)]),
      ...(outcome === undefined ? [] : [`→ ${outcome}`]),
    ].join(' '),
  );
  return words.join(', then ') || 'none';
}
