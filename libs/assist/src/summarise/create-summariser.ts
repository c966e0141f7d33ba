import type { InterfaceLanguage, Message, Summary } from '@switchboard/contracts';
import type { ConversationStore, SummaryStore } from '@switchboard/conversations';
import type { ChatModel } from '@switchboard/models';
import { extractSummary } from './extract-summary';
import { summaryPromptVersion, writeSummary } from './write-summary';

export interface SummariserDeps {
  summaries: SummaryStore;
  conversations: Pick<ConversationStore, 'readConversation' | 'readMessages'>;
  /** The models that may be asked about a conversation now, on its account; none where none may. */
  modelsFor(workspaceId: string, conversationId: string): Promise<readonly ChatModel[]>;
  onUpdate(workspaceId: string, conversationId: string): void;
  onError(error: unknown): void;
}

export interface SummaryWish {
  kind: 'hand-over' | 'end';
  language: InterfaceLanguage;
  signal?: AbortSignal;
}

/** So many messages back. */
const mostMessages = 600;
const pageSize = 200;
/** Shorter conversations are read faster than a summary of them. */
const fewestMessages = 3;

/** Summaries for people: by a model where there is one, else put together from the conversation's own words. */
export function createSummariser(deps: SummariserDeps) {
  const { summaries, conversations, modelsFor, onUpdate, onError } = deps;
  const running = new Map<string, Promise<Summary>>();

  async function readWords(workspaceId: string, conversationId: string): Promise<Message[]> {
    const { lastSeq } = await conversations.readConversation(workspaceId, conversationId);
    const words: Message[] = [];
    for (let afterSeq = Math.max(0, lastSeq - mostMessages), more = true; more;) {
      const page = await conversations.readMessages(workspaceId, conversationId, { afterSeq, limit: pageSize });
      words.push(...page.items.filter(({ event }) => event === null));
      afterSeq = page.items.at(-1)?.seq ?? afterSeq;
      more = page.more && page.items.length > 0;
    }
    return words;
  }

  async function make(workspaceId: string, conversationId: string, wish: SummaryWish, words: Message[]) {
    const { kind, language, signal = new AbortController().signal } = wish;
    const toSeq = words.at(-1)?.seq ?? 0;
    const known = await summaries.listSummaries(workspaceId, conversationId);
    const same = known.find((item) => item.kind === kind && item.toSeq === toSeq && item.language === language);
    if (same?.madeBy === 'llm') return same;
    const models = await modelsFor(workspaceId, conversationId);
    const written =
      models.length === 0
        ? null
        : await writeSummary({ kind, language, before: null, messages: words }, models, signal).catch(
            (error: unknown) => {
              signal.throwIfAborted();
              onError(error);
              return null;
            },
          );
    const summary = { conversationId, kind, toSeq, language };
    const turns = written === null ? await summaries.listTurns(workspaceId, conversationId) : [];
    const saved = await summaries.saveSummary(
      workspaceId,
      written === null
        ? {
            ...summary,
            text: extractSummary(words, turns, language),
            madeBy: 'extract',
            model: null,
            promptVersion: null,
          }
        : { ...summary, ...written, madeBy: 'llm', promptVersion: summaryPromptVersion },
    );
    onUpdate(workspaceId, conversationId);
    return saved;
  }

  /** The summary up to the last message; whoever wants the same at the same time shares it. */
  async function summarise(workspaceId: string, conversationId: string, wish: SummaryWish): Promise<Summary> {
    const words = await readWords(workspaceId, conversationId);
    const key = [conversationId, wish.kind, wish.language, words.at(-1)?.seq].join(' ');
    const known = running.get(key);
    if (known !== undefined) return known;
    const made = make(workspaceId, conversationId, wish, words).finally(() => running.delete(key));
    running.set(key, made);
    return made;
  }

  return {
    summarise,
    /** In the background, where there is enough to summarise. */
    async summariseLater(workspaceId: string, conversationId: string, wish: SummaryWish): Promise<void> {
      try {
        const words = await readWords(workspaceId, conversationId);
        if (words.length >= fewestMessages) await summarise(workspaceId, conversationId, wish);
      } catch (error) {
        onError(error);
      }
    },
  };
}

export type Summariser = ReturnType<typeof createSummariser>;
