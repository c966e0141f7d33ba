import type { PlayedTest } from './play-test';

/** The results as JUnit XML: a suite for each file. */
export function toJunit(played: readonly PlayedTest[]): string {
  const suites = [...new Set(played.map(({ file }) => file))].map((file) => {
    const own = played.filter((test) => test.file === file);
    const count = (verdict: PlayedTest['verdict']): number => own.filter((test) => test.verdict === verdict).length;
    const head = `name="${escape(file)}" tests="${own.length}" failures="${count('failed')}" skipped="${count('left-out')}"`;
    return [`  <testsuite ${head}>`, ...own.map(toCase), '  </testsuite>'].join('\n');
  });
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>', ...suites, '</testsuites>', ''].join('\n');
}

function toCase({ file, line, pack, name, verdict, reason, steps, ms }: PlayedTest): string {
  const head = `classname="${escape(pack)}" name="${escape(name)}" file="${escape(file)}" line="${line}" time="${ms / 1000}"`;
  if (verdict === 'passed') return `    <testcase ${head}/>`;
  if (verdict === 'left-out') return `    <testcase ${head}><skipped message="${escape(reason ?? '')}"/></testcase>`;
  const faults = steps.flatMap((step) =>
    step.differences.map(
      ({ what, expected, got }) => `${file}:${step.line} "${step.say}": ${what}: expected ${expected}, got ${got}`,
    ),
  );
  const [first = reason ?? 'failed'] = faults;
  const body = escape([...(reason === null ? [] : [reason]), ...faults].join('\n'));
  return `    <testcase ${head}><failure message="${escape(first)}">${body}</failure></testcase>`;
}

/** Characters that XML 1.0 cannot hold are left out. */
const escape = (text: string): string =>
  text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;');
