import type { PlayedStep, PlayedTest } from './play-test';

const marks = { passed: '✓', failed: '✗', 'left-out': '–' } as const;

/** One test for a person: where it failed, what was expected, what came, and why the desk did it. */
export function describeTest(test: PlayedTest, { verbose }: { verbose: boolean }): string {
  const { verdict, file, line, name, reason, steps } = test;
  return [
    `${marks[verdict]} ${file}:${line} ${name}${verdict === 'left-out' ? ` (left out: ${reason})` : ''}`,
    ...(verdict === 'failed' && reason !== null ? [`    broke off: ${reason}`] : []),
    ...steps.flatMap((step) => (verbose || step.differences.length > 0 ? describeStep(step, file) : [])),
  ].join('\n');
}

export function describeSums(played: readonly PlayedTest[]): string {
  const count = (verdict: PlayedTest['verdict']): number => played.filter((test) => test.verdict === verdict).length;
  const left = count('left-out');
  const sums = [`${count('passed')} passed`, `${count('failed')} failed`, ...(left === 0 ? [] : [`${left} left out`])];
  return `${played.length} conversations: ${sums.join(', ')}`;
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
