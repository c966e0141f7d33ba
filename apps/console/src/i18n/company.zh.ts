import type { companyEn } from './company.en';

export const companyZh: typeof companyEn = {
  title: '公司',
  hint: '访客在开口之前看到的内容，以及什么时候有人工服务。',
  name: '名称',
  languages: { en: '英文', 'zh-CN': '中文' },
  greeting: '欢迎语',
  suggestions: '可选问题',
  suggestionsHint: '每行一个，最多四个。',
  outOfScope: '超出服务范围时的回复',
  ownWords: '留空则使用系统自带的说法',
  hours: '人工服务时间',
  hoursHint: '其余时间由机器人接待，等待人工的访客会得知何时恢复。',
  always: '没有设置任何一天：全天候有人。',
  timezone: '时区',
  closed: '休息',
  from: '{{day}}，开始',
  until: '{{day}}，结束',
  saved: '已保存，下一位访客就能看到。',
};
