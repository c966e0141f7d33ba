import type { Comparison, Side } from './compare-models';

export type NamedComparison = Comparison & { artifact: string; llmName: string };

const shownRows = 20;
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const ms = (value: number): string => (value < 10 ? value.toFixed(1) : String(Math.round(value)));
const latencyOf = ({ latencyMs: { p50, p95 } }: Side): string => `${ms(p50)} / ${ms(p95)}`;

function table({ small, llm, n, llmName, artifact }: NamedComparison): string[][] {
  const cost = llm.costMicros === 0 ? '' : `, $${(llm.costMicros / 1e6).toFixed(4)}`;
  return [
    ['', `small model ${artifact.slice(0, 12)}`, llmName],
    ['right', percent(small.accuracy), percent(llm.accuracy)],
    ['ms a message, p50 / p95', latencyOf(small), latencyOf(llm)],
    ['tokens a message', '0', String(Math.round((llm.promptTokens + llm.completionTokens) / Math.max(1, n))) + cost],
    ['named no intent', '0', String(llm.unreadable)],
  ];
}

const summary = ({ n, right: { both, smallOnly, llmOnly, neither }, pValue }: NamedComparison): string =>
  `${n} messages: both right ${both}, the small model alone ${smallOnly}, the LLM alone ${llmOnly}, neither ${neither} (McNemar p = ${pValue.toPrecision(2)}). The LLM was told the names of the intents and no examples.`;

/** Messages on which one of them alone was right. */
const parted = ({ rows }: NamedComparison): string[][] =>
  rows
    .filter(({ intent, small, llm }) => (small.intent === intent) !== (llm.intent === intent))
    .slice(0, shownRows)
    .map(({ text, intent, small, llm }) => [text, intent, small.intent, llm.intent ?? '–']);
const partedHead = ['message', 'intent', 'small model', 'LLM'];

/** The report for people, as Markdown. */
export function comparisonMarkdown(report: NamedComparison): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  const rule = (cells: readonly string[]): string => line(cells.map(() => '---'));
  const [head = [], ...rows] = table(report);
  const examples = parted(report);
  return [
    '# A small model beside an LLM',
    summary(report),
    '',
    ...[line(head), rule(head), ...rows.map(line)],
    ...(examples.length === 0 ? [] : ['', line(partedHead), rule(partedHead), ...examples.map(line)]),
    '',
  ].join('\n');
}

const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** The same as a page that needs nothing else. */
export function comparisonHtml(report: NamedComparison): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  const grid = (head: readonly string[], rows: readonly string[][]): string =>
    `<div><table><thead>${row(head, 'th')}</thead><tbody>\n${rows.map((cells) => row(cells, 'td')).join('\n')}\n</tbody></table></div>`;
  const [head = [], ...rows] = table(report);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>A small model beside an LLM</title>
<style>body{font:15px/1.5 system-ui;margin:2rem auto;max-width:70rem;padding:0 1rem;color:#1b1f27}table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{padding:.35rem .6rem;border-bottom:1px solid #dde1e8;text-align:left}div{overflow-x:auto}</style>
<h1>A small model beside an LLM</h1>
<p>${escapeHtml(summary(report))}</p>
${grid(head, rows)}
${grid(partedHead, parted(report))}</html>
`;
}
