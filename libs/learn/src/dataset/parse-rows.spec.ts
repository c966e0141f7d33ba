import { parseRows } from './parse-rows';

describe('parseRows', () => {
  it('reads CSV with quotes, line breaks, semicolons and a byte-order mark', () => {
    expect(
      parseRows('f.csv', '\ufeffIntent;Text\nstatus;"where is ""it""; and\nwhen"\n\ncancel;stop\n', 'csv'),
    ).toEqual([
      { text: 'where is "it"; and when', intent: 'status' },
      { text: 'stop', intent: 'cancel' },
    ]);
  });

  it('takes the part that a row asks for', () => {
    expect(parseRows('f.csv', 'text,intent,part\na,x,test\nb,x,\n', 'csv').map(({ part }) => part)).toEqual([
      'test',
      undefined,
    ]);
  });

  it.each([
    ['csv', 'text,intent\nfine,a\n,b\n', 'f:3: the text is empty'],
    ['csv', 'words,label\nfine,a\n', 'f:2: needs a "text"'],
    ['csv', 'text,intent\na,b,c\n', 'f:2: '],
    ['csv', 'text,intent\n"open,b\n', 'f:'],
    ['jsonl', '{"text":"fine","intent":"a"}\n{"text":"x"}\n', 'f:2: needs an "intent"'],
    ['jsonl', '{"text":"fine","intent":"a"}\nnonsense\n', 'f:2: is not JSON'],
    ['jsonl', `{"text":"${'x'.repeat(10_001)}","intent":"a"}`, 'f:1: the text is longer than 10000'],
    ['jsonl', '', 'f:1: there are no rows'],
  ] as const)('names the line of a bad row (%s)', (format, content, message) => {
    expect(() => parseRows('f', content, format)).toThrow(message);
  });
});
