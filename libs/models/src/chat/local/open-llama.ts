import { statSync } from 'node:fs';
import { basename } from 'node:path';
import type { ChatHistoryItem, LlamaGrammar, Token } from 'node-llama-cpp';
import type { ChatMessage } from '../chat-model';
import type { LocalJob, LocalProcessData } from './local-protocol';
import { createPrefixStates } from './prefix-states';

type Job<K extends LocalJob['kind']> = Extract<LocalJob, { kind: K }>;

/** Words of which the next token may be the beginning are looked for among so many likely ones. */
const likelyTokens = 200;
const mostGrammars = 50;
/** A prompt is read in pieces, so that it can be stopped between them. */
const pieceTokens = 128;

export interface JobOptions {
  signal: AbortSignal;
  /** Called with whole characters only. */
  onText(piece: string): void;
}

/**
 * A GGUF model with one sequence, in this process. The fixed beginning of a prompt (its system message) is read once
 * and then loaded from disk.
 */
export async function openLlama({ modelPath, statesDir, threads, contextTokens }: LocalProcessData) {
  const { LlamaGrammarEvaluationState, LlamaLogLevel, getLlama, resolveChatWrapper } = await import('node-llama-cpp');
  const llama = await getLlama({ gpu: false, build: 'never', logLevel: LlamaLogLevel.error, maxThreads: threads });
  const model = await llama.loadModel({ modelPath, useMmap: false });
  const context = await model.createContext({
    contextSize: contextTokens,
    sequences: 1,
    threads: { ideal: threads, min: threads },
  });
  const sequence = context.getSequence();
  const wrapper = resolveChatWrapper(model);
  const { size, mtimeMs } = statSync(modelPath);
  const identity = [basename(modelPath), size, mtimeMs, llama.llamaCppRelease.release, contextTokens].join(' ');
  const states = createPrefixStates(statesDir, identity, sequence);
  const grammars = new Map<string, LlamaGrammar>();

  function render(messages: readonly ChatMessage[]): Token[] {
    const history = messages.map(({ role, content }): ChatHistoryItem => {
      if (role === 'assistant') return { type: 'model', response: [content] };
      return { type: role, text: content };
    });
    const { contextText } = wrapper.generateContextState({
      chatHistory: [...history, { type: 'model', response: [''] }],
    });
    return contextText.tokenize(model.tokenizer);
  }

  /** What every prompt with these system messages begins with: two such prompts, as far as they are the same. */
  function prefixOf(messages: readonly ChatMessage[]): Token[] {
    const system = messages.filter(({ role }) => role === 'system');
    if (system.length === 0) return [];
    const [one, other] = ['A', '1'].map((content) => render([...system, { role: 'user', content }]));
    const end = (one ?? []).findIndex((token, index) => token !== other?.[index]);
    return (one ?? []).slice(0, Math.max(end, 0));
  }

  /** Reads the prompt but for a last piece. Returns the whole prompt, and that piece. */
  async function enter(
    messages: readonly ChatMessage[],
    answerTokens: number,
    signal: AbortSignal,
  ): Promise<{ all: Token[]; rest: Token[] }> {
    const all = render(messages);
    if (all.length + answerTokens > contextTokens)
      throw new Error(
        `the conversation has ${all.length} tokens, the local model takes ${contextTokens - answerTokens}`,
      );
    await states.enter(prefixOf(messages));
    await sequence.adaptStateToTokens(all.slice(0, -1), false);
    while (all.length - sequence.nextTokenIndex > pieceTokens) {
      signal.throwIfAborted();
      const start = sequence.nextTokenIndex;
      await sequence.evaluateWithoutGeneratingNewTokens(all.slice(start, start + pieceTokens));
    }
    signal.throwIfAborted();
    return { all, rest: all.slice(sequence.nextTokenIndex) };
  }

  async function grammarOf(schema: object): Promise<LlamaGrammar> {
    const key = JSON.stringify(schema);
    const known = grammars.get(key);
    if (known !== undefined) return known;
    const grammar = await llama.createGrammarForJsonSchema(
      schema as Parameters<typeof llama.createGrammarForJsonSchema>[0],
    );
    if (grammars.size >= mostGrammars) grammars.clear();
    grammars.set(key, grammar);
    return grammar;
  }

  return {
    /** Continues the conversation, greedily. */
    async write(
      { messages, maxTokens, schema }: Job<'write'>,
      { signal, onText }: JobOptions,
    ): Promise<{ promptTokens: number; completionTokens: number }> {
      const { all, rest } = await enter(messages, maxTokens, signal);
      const grammar = schema === undefined ? null : await grammarOf(schema);
      const options = {
        temperature: 0,
        ...(grammar === null ? {} : { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar }) }),
      };
      const written: Token[] = [];
      let text = '';
      for await (const token of sequence.evaluate(rest, options)) {
        signal.throwIfAborted();
        if (model.isEogToken(token)) break;
        written.push(token);
        const now = model.detokenize(written);
        if (!now.endsWith('\uFFFD') && now.length > text.length) {
          onText(now.slice(text.length));
          text = now;
        }
        if (written.length >= maxTokens || (grammar !== null && isWholeJson(text))) break;
      }
      return { promptTokens: all.length, completionTokens: written.length };
    },

    /** The share of each word among the likely next tokens that begin one of them. */
    async weigh({ messages, words }: Job<'weigh'>, { signal }: Pick<JobOptions, 'signal'>): Promise<number[]> {
      const { rest } = await enter(messages, 1, signal);
      const last = rest.length - 1;
      const next = { generateNext: { probabilities: true, options: { temperature: 1, topK: likelyTokens, topP: 1 } } };
      const output = await sequence.controlledEvaluate(
        rest.map((token, index) => (index === last ? [token, next] : token)),
      );
      const likely = [...(output[last]?.next.probabilities ?? [])].map(
        ([token, share]) => [model.detokenize([token]).trim().toLowerCase(), share] as const,
      );
      const sums = words.map((word) =>
        likely.reduce(
          (sum, [text, share]) => (text !== '' && word.toLowerCase().startsWith(text) ? sum + share : sum),
          0,
        ),
      );
      const total = sums.reduce((sum, share) => sum + share, 0);
      return sums.map((share) => (total === 0 ? 1 / words.length : share / total));
    },
  };
}

function isWholeJson(text: string): boolean {
  if (!/[}\]]\s*$/.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export type Llama = Awaited<ReturnType<typeof openLlama>>;
