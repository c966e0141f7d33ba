import {
  type ChatChunk,
  type ChatEntry,
  type ChatMessage,
  ChatModelError,
  type ChatUsage,
  type WaitOptions,
} from '../chat-model';
import type { HeldModel, LocalChat, LocalState } from './local-chat';
import type { LocalProcessData } from './local-protocol';
import { type LocalProcess, startLocalProcess } from './start-local-process';
import { createTurnstile } from './turnstile';

export interface LocalChatOptions extends Omit<LocalProcessData, 'modelPath'> {
  name: string;
  /** The path of the GGUF file, pulled when it is not there. Throws what keeps it from being had. */
  getModel(options: { signal: AbortSignal; onProgress(done: number, total: number): void }): Promise<string>;
  /** For one answer, from its turn on. */
  timeoutMs: number;
  maxTokens: number;
  onState?(state: LocalState): void;
  /** Another program that speaks the protocol, for tests. */
  workerFile?: string;
}

/** So many ends within this time, and it is not started again until it has passed. */
const mostEnds = 3;
const endsWithinMs = 60_000;

/**
 * A local chat model. It is pulled and loaded in the background, at once; until then it is not ready and says why. A
 * process that dies takes the answer it was writing with it, and is started again.
 */
export function openLocalChat(options: LocalChatOptions): LocalChat {
  const { name, maxTokens, timeoutMs, getModel, onState, workerFile, ...data } = options;
  const turnstile = createTurnstile();
  let state: LocalState = { kind: 'loading' };
  let child: LocalProcess | null = null;
  const closing = new AbortController();
  const { signal } = closing;
  let ends: number[] = [];
  let again: NodeJS.Timeout | undefined;

  const enter = (next: LocalState): void => {
    state = next;
    onState?.(next);
  };

  async function start(): Promise<void> {
    const onProgress = (done: number, total: number): void => enter({ kind: 'pulling', done, total });
    const modelPath = await getModel({ onProgress, signal });
    signal.throwIfAborted();
    enter({ kind: 'loading' });
    const file = workerFile === undefined ? {} : { file: workerFile };
    const started = await startLocalProcess({ ...data, modelPath }, { ...file, signal });
    child = started;
    enter({ kind: 'ready', loadMs: started.loadMs, rssMb: started.rssMb });
    void started.gone.then(restart);
  }

  function restart(words: string): void {
    child = null;
    if (signal.aborted) return;
    const now = Date.now();
    ends = [...ends.filter((at) => now - at < endsWithinMs), now];
    if (ends.length <= mostEnds) return begin();
    enter({ kind: 'failed', reason: `the local model stopped ${ends.length} times: ${words}` });
    again = setTimeout(begin, endsWithinMs);
  }

  function begin(): void {
    start().catch((error: unknown) => {
      if (!signal.aborted) enter({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
    });
  }

  function held(holder: AbortSignal): HeldModel {
    const running = (): LocalProcess => {
      if (child === null) throw new ChatModelError(reasonOf(state));
      return child;
    };
    return {
      async write(messages, { schema, onText, maxTokens: most = maxTokens } = {}) {
        let text = '';
        const done = await running().run(
          { kind: 'write', messages, maxTokens: most, ...(schema === undefined ? {} : { schema }) },
          { signal: holder, onText: (piece) => ((text += piece), onText?.(piece)) },
        );
        if (done.kind !== 'written') throw new ChatModelError('the local model answered something else');
        return { text, usage: { promptTokens: done.promptTokens, completionTokens: done.completionTokens } };
      },
      async weigh(messages, words) {
        const done = await running().run({ kind: 'weigh', messages, words }, { signal: holder });
        if (done.kind !== 'weighed') throw new ChatModelError('the local model answered something else');
        return done.shares;
      },
    };
  }

  async function hold<T>(wait: WaitOptions, work: (model: HeldModel) => Promise<T>): Promise<T> {
    if (child === null) throw new ChatModelError(reasonOf(state));
    const leave = await turnstile.enter(wait);
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      return await work(held(AbortSignal.any([wait.signal, timeout])));
    } catch (error) {
      wait.signal.throwIfAborted();
      if (timeout.aborted) throw new ChatModelError(`no answer within ${timeoutMs / 1000} s`);
      throw error;
    } finally {
      leave();
    }
  }

  begin();
  return {
    name,
    contextTokens: options.contextTokens,
    state: () => state,
    isReady: () => child !== null,
    hold,
    stream: (messages, { schema, maxTokens: most, ...wait }) =>
      pieces((onText) =>
        hold(wait, (model) =>
          model.write(messages.map(asMessage), {
            onText,
            ...(schema === undefined ? {} : { schema }),
            ...(most === undefined ? {} : { maxTokens: most }),
          }),
        ),
      ),
    close: async () => {
      const last = child;
      closing.abort(new ChatModelError('the desk is closing'));
      clearTimeout(again);
      await last?.gone;
    },
  };
}

function reasonOf(state: LocalState): string {
  switch (state.kind) {
    case 'pulling':
      return 'the local model is being pulled';
    case 'failed':
      return state.reason;
    default:
      return 'the local model is being loaded';
  }
}

/** It knows three roles: what a tool gave is told by the visitor's. */
function asMessage(entry: ChatEntry): ChatMessage {
  return entry.role === 'tool' ? { role: 'user', content: `Result of ${entry.name}: ${entry.content}` } : entry;
}

/** What a callback is given, as a stream that ends with the tokens used. */
async function* pieces(
  work: (onText: (piece: string) => void) => Promise<{ usage: ChatUsage }>,
): AsyncGenerator<ChatChunk> {
  const texts: string[] = [];
  let wake = (): void => undefined;
  let ended = false;
  const done = work((piece) => (texts.push(piece), wake())).finally(() => ((ended = true), wake()));
  // It is awaited below; a fault that comes earlier must not count as unhandled.
  done.catch(() => undefined);
  while (!ended || texts.length > 0) {
    const text = texts.splice(0).join('');
    if (text !== '') yield { text };
    else await new Promise<void>((resolve) => (wake = resolve));
  }
  yield { text: '', usage: (await done).usage };
}
