/** The engine's own words; everything else stands in the procedure. */
const english = {
  yes: 'Yes',
  no: 'No',
  left: 'All right, I have left that. Nothing was changed.',
  unchanged: 'All right, nothing was changed.',
  unclear: 'Please answer yes or no.',
  back: (title: string) => `Back to "${title}":`,
  tooOften: 'I cannot get any further with this here, so I am passing you to a person.',
  failed: 'Our system did not answer just now, so a person will take care of it.',
  uncertain:
    'Our system has not answered yet, so I cannot say whether it went through. A person will check it for you.',
};

const chinese: typeof english = {
  yes: '是',
  no: '否',
  left: '好的，已退出，没有做任何更改。',
  unchanged: '好的，没有做任何更改。',
  unclear: '请回答“是”或“否”。',
  back: (title) => `回到“${title}”：`,
  tooOften: '这里我没法继续往下办了，为您转接人工客服。',
  failed: '我们的系统暂时没有响应，这件事由人工客服来处理。',
  uncertain: '我们的系统还没有返回结果，暂时无法确认是否已办成，人工客服会为您核实。',
};

export const phrasesIn = (language: string): typeof english => (language.startsWith('zh') ? chinese : english);
