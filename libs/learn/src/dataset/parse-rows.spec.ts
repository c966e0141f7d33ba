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

  it('names all bad rows of a file at once, the first ones one by one', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `text ${index},${index % 3 === 0 ? 'a' : ''}`);
    const read = (): unknown => parseRows('f.csv', ['text,intent', ...lines].join('\n'), 'csv');
    expect(read).toThrow('f.csv:3: the intent is empty (and 19 more)');
    expect(read).toThrow(
      expect.objectContaining({
        errors: expect.arrayContaining([{ path: 'f.csv:31', message: 'the intent is empty' }]),
      }),
    );
    const broken = (): unknown => parseRows('f', 'nonsense\n{"text":"a","intent":"b"}\n{"intent":"b"}', 'jsonl');
    expect(broken).toThrow(
      expect.objectContaining({
        errors: [
          { path: 'f:1', message: 'is not JSON' },
          { path: 'f:3', message: 'needs a "text"' },
        ],
      }),
    );
  });

  it('keeps other scripts as they are, and takes what is invisible out', () => {
    const rows = [
      { text: '我的包裹在哪里？', intent: '物流' },
      { text: 'أين طردي', intent: 'delivery' },
      { text: 'wo ist mein Pa\u00adket\u200b', intent: 'delivery' },
    ];
    expect(parseRows('f', rows.map((row) => JSON.stringify(row)).join('\n'), 'jsonl').map(({ text }) => text)).toEqual([
      '我的包裹在哪里？',
      'أين طردي',
      'wo ist mein Paket',
    ]);
    expect(() => parseRows('f', '{"text":"\u200b\u2060","intent":"a"}', 'jsonl')).toThrow('f:1: the text is empty');
  });

  it.each([
    ['csv', 'text,intent\nfine,a\n,b\n', 'f:3: the text is empty'],
    ['csv', 'words,label\nfine,a\n', 'f:2: needs a "text"'],
    ['csv', 'text,intent\na,b,c\n', 'f:2: '],
    ['csv', 'text,intent\n"open,b\n', 'f:'],
    ['jsonl', '{"text":"fine","intent":"a"}\n{"text":"x"}\n', 'f:2: needs an "intent"'],
    ['jsonl', '{"text":"fine","intent":"a"}\nnonsense\n', 'f:2: is not JSON'],
    ['jsonl', `{"text":"${'x'.repeat(50_000)}","intent":"a"}`, 'f:1: the text is longer than 10000'],
    ['csv', `text,intent\nfine,a\n${'x'.repeat(50_000)},a\n`, 'f:3: the text is longer than 10000'],
    ['jsonl', '', 'f:1: there are no rows'],
  ] as const)('names the line of a bad row (%s)', (format, content, message) => {
    expect(() => parseRows('f', content, format)).toThrow(message);
  });
});
