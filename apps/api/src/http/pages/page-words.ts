import type { InterfaceLanguage } from '@switchboard/contracts';

interface PageWords {
  help: string;
  allArticles: string;
  notFound: string;
  noArticles: string;
  console: string;
  tryIt: string;
  trial: string;
}

/** The words of the pages that the desk itself serves. */
export const pageWords: Readonly<Record<InterfaceLanguage, PageWords>> = {
  en: {
    help: 'Help',
    allArticles: 'All articles',
    notFound: 'There is no such page',
    noArticles: 'No articles yet.',
    console: 'Agent console',
    tryIt: 'Things to ask',
    trial: 'This page is for trying the desk. The chat in the corner is the one that goes on your own site.',
  },
  'zh-CN': {
    help: '帮助',
    allArticles: '全部文章',
    notFound: '没有这个页面',
    noArticles: '还没有文章。',
    console: '客服控制台',
    tryIt: '可以这样问',
    trial: '这个页面用来试用客服。右下角的聊天窗口就是放到您自己网站上的那一个。',
  },
};
