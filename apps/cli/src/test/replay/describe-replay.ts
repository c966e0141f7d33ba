import type { ComparedTurn, ReplayVerdict } from '@switchboard/api';

const shown = 300;

/** The replay for a person: every turn that would have gone otherwise, then the gate's rules. */
export function describeReplay(turns: readonly ComparedTurn[], { verdict, rules }: ReplayVerdict): string {
  const changed = turns.filter(({ changes }) => changes.length > 0);
  const prompts = (side: 'before' | 'after'): string =>
    [...new Set(turns.map((turn) => turn[side].prompt ?? 'unknown'))].join(', ');
  return [
    ...changed.flatMap(({ turnId, question, changes, before, after }) => [
      `~ ${turnId} “${cut(question)}”: ${changes.join(', ')}`,
      `    before  ${sideOf(before)}`,
      `    after   ${sideOf(after)}`,
    ]),
    ...(changed.length === 0 ? [] : ['']),
    `${turns.length} turns, ${changed.length} would have gone otherwise; prompt ${prompts('before')} → ${prompts('after')}`,
    ...rules.map(({ id, passed, detail }) => `${passed ? '✓' : '✗'} ${id.padEnd(10)} ${detail}`),
    verdict === 'undecided'
      ? 'The gate cannot say: too few turns.'
      : `The gate is ${verdict === 'passed' ? 'open' : 'closed'}.`,
  ].join('\n');
}

function sideOf({ action, detail, tools, text, findings }: ComparedTurn['before']): string {
  const parts = [
    action,
    detail && `(${detail})`,
    tools.length > 0 && `tools ${tools.join(', ')}`,
    text && `“${cut(text)}”`,
  ];
  const taken = findings.length > 0 && `taken out: ${findings.join('; ')}`;
  return [...parts, taken].filter(Boolean).join(' ');
}

const cut = (text: string): string => {
  const line = text.replace(/\s+/g, ' ');
  return line.length > shown ? `${line.slice(0, shown)} …` : line;
};
