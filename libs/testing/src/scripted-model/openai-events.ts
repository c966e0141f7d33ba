import type { ScriptedReply } from './scripted-model';

const head = { id: 'scripted', object: 'chat.completion.chunk', created: 0, model: 'scripted' };
const delta = (fields: object): object => ({ ...head, choices: [{ index: 0, delta: fields, finish_reason: null }] });

function calls({ toolCalls = [] }: ScriptedReply) {
  return toolCalls.map(({ name, arguments: args }, index) => ({
    index,
    id: `call_${index}`,
    type: 'function',
    function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
  }));
}

function usageOf({ usage = { promptTokens: 10, completionTokens: 5 } }: ScriptedReply): object {
  const { promptTokens, completionTokens } = usage;
  return {
    prompt_tokens: promptTokens,
    completion_tokens: completionTokens,
    total_tokens: promptTokens + completionTokens,
  };
}

function* words({ text = '', pieceCharacters = 8 }: ScriptedReply): Generator<object> {
  for (let at = 0; at < text.length; at += pieceCharacters)
    yield delta({ content: text.slice(at, at + pieceCharacters) });
}

/** The arguments of a call come in two pieces, as they do in the wild. */
function* pieces(reply: ScriptedReply): Generator<object> {
  for (const call of calls(reply)) {
    const { name, arguments: args } = call.function;
    const half = Math.ceil(args.length / 2);
    yield delta({ tool_calls: [{ ...call, function: { name, arguments: args.slice(0, half) } }] });
    yield delta({ tool_calls: [{ index: call.index, function: { arguments: args.slice(half) } }] });
  }
}

function end(reply: ScriptedReply): object[] {
  const finish_reason = (reply.toolCalls ?? []).length > 0 ? 'tool_calls' : 'stop';
  return [
    { ...head, choices: [{ index: 0, delta: {}, finish_reason }] },
    { ...head, choices: [], usage: usageOf(reply) },
  ];
}

/** A reply as the events of OpenAI's streaming chat completions, or as its one object without streaming. */
export const openAiEvents = {
  end,
  all: (reply: ScriptedReply): object[] => [
    delta({ role: 'assistant', content: '' }),
    ...words(reply),
    ...pieces(reply),
    ...end(reply),
  ],
  whole: (reply: ScriptedReply): object => ({
    ...head,
    object: 'chat.completion',
    choices: [
      {
        index: 0,
        finish_reason: 'stop',
        message: { role: 'assistant', content: reply.text ?? '', tool_calls: calls(reply) },
      },
    ],
    usage: usageOf(reply),
  }),
};
