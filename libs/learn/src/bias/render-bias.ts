import type { ExceededBound } from './exceeded-bounds';
import type { BiasReport, Gap } from './measure-bias';

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const points = ({ difference, low, high }: Gap): string => `${signed(difference)} (${signed(low)} to ${signed(high)})`;
const signed = (share: number): string => `${share >= 0 ? '+' : '−'}${Math.abs(100 * share).toFixed(1)}`;

const head = ['dimension', 'group', 'accuracy', 'gap in points (95 %)', 'confidence gap', 'out-of-scope gap'];

function table({ groups }: BiasReport): string[][] {
  return groups.map(({ dimension, group, accuracy, gaps }) => [
    dimension,
    group,
    percent(accuracy),
    points(gaps.accuracy),
    points(gaps.confidence),
    points(gaps.refused),
  ]);
}

function summary({ messages, plain }: BiasReport, exceeded: readonly ExceededBound[]): string[] {
  return [
    `${messages} messages; as written: accuracy ${percent(plain.accuracy)}, confidence ${percent(plain.confidence)}, taken for out of scope ${percent(plain.refused)}.`,
    'Names are compared with the mean of all names, other ways of writing with the message as it was written.',
    exceeded.length === 0
      ? 'No group is beyond its bound.'
      : `Beyond their bound: ${exceeded.map(({ group, lost, allowed }) => `${group} loses ${percent(lost)}, allowed ${percent(allowed)}`).join('; ')}.`,
  ];
}

/** The report for people, as Markdown. */
export function biasMarkdown(report: BiasReport, exceeded: readonly ExceededBound[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    '# Bias report',
    ...summary(report, exceeded),
    '',
    line(head),
    line(head.map(() => '---')),
    ...table(report).map(line),
    '',
  ].join('\n');
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The same as a page that needs nothing else. */
export function biasHtml(report: BiasReport, exceeded: readonly ExceededBound[]): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bias report</title>
<style>body{font:15px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f27}table{border-collapse:collapse;width:100%}td,th{padding:.35rem .6rem;border-bottom:1px solid #dde1e8;text-align:left}div{overflow-x:auto}</style>
<h1>Bias report</h1>
${summary(report, exceeded)
  .map((text) => `<p>${escapeHtml(text)}</p>`)
  .join('\n')}
<div><table><thead>${row(head, 'th')}</thead><tbody>
${table(report)
  .map((cells) => row(cells, 'td'))
  .join('\n')}
</tbody></table></div></html>
`;
}
