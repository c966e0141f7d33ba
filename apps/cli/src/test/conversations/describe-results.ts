import type { PlayedStep, PlayedTest } from './play-test';

const marks = { passed: '✓', failed: '✗', 'left-out': '–' } as const;

/** The report for a person: every failure with what was expected, what came, and why the desk did it. */
export function describeResults(played: readonly PlayedTest[], { verbose }: { verbose: boolean }): string {
  const lines = played.flatMap((test) => [
    `${marks[test.verdict]} ${test.file}:${test.line} ${test.name}${test.verdict === 'left-out' ? ` (left out: ${test.reason})` : ''}`,
    ...(test.verdict === 'failed' && test.reason !== null ? [`    broke off: ${test.reason}`] : []),
    ...test.steps.flatMap((step) => (verbose || step.differences.length > 0 ? describeStep(step, test.file) : [])),
  ]);
  const count = (verdict: PlayedTest['verdict']): number => played.filter((test) => test.verdict === verdict).length;
  const left = count('left-out');
  const sums = [
    `${count('passed')} passed`,
    `${count('failed')} failed`,
    ...(left === 0 ? [] : [`${left} left out`]),
  ].join(', ');
  return [...lines, '', `${played.length} conversations: ${sums}`].join('\n');
}

function describeStep({ line, say, observed, differences }: PlayedStep, file: string): string[] {
  const { rule, intent, confidence, outcome, owner, reply, notes } = observed;
  const read = intent === null ? '' : `, read as ${intent} (${confidence})`;
  return [
    `    ${file}:${line} says “${say}”`,
    ...differences.flatMap(({ what, expected, got }) => [
      `      ${what.padEnd(15)} expected ${expected}`,
      `      ${''.padEnd(15)} got      ${indented(got)}`,
    ]),
    ...(differences.some(({ got }) => got.includes(reply) && reply !== '') || reply === ''
      ? []
      : [`      reply           ${indented(`“${reply}”`)}`]),
    `      why             rule ${rule ?? 'none'}, ${outcome}, held by ${owner}${read}`,
    ...notes.map((note) => `                      ${note}`),
  ];
}

const indented = (text: string): string => text.replaceAll('\n', `\n${' '.repeat(31)}`);
