import type { settingsEn } from './settings.en';

export const settingsZh: typeof settingsEn = {
  ai: 'AI 可以说什么',
  aiHint: '这些规则适用于所有模型，无论在本机还是远程。违反规则的句子不会显示。',
  llmEnabled: '允许大模型回复访客',
  longest: '回复最长字符数',
  promises: '承诺性词语',
  promisesHint: '每行一个。只有文章或工具中有相同说法时才可以说。',
  never: '禁止出现的词语',
  neverHint: '每行一个，例如其他公司的名称。即使文章中有也不会说。',
  people: '客服辅助',
  suggestions: '人工接待时建议回复',
  summaries: '接管时和结束时生成摘要',
  limits: '模型每天的用量上限',
  turnTokens: '单次回答的 token 数',
  conversationTokensPerDay: '单个会话的 token 数',
  visitorTokensPerDay: '单个访客的 token 数',
  workspaceTokensPerDay: '整个工作区的 token 数',
  workspaceCostPerDay: '整个工作区的费用（美元，留空表示不限）',
  saved: '已保存，从下一条消息起生效。',
  unsaved: '尚未保存。',
  reload: '重新读取',
};
