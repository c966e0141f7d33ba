import type { ScriptedSaying } from '@switchboard/contracts';
import { type ChatModel, ChatModelError } from '@switchboard/models';

/** A model that says what a test wrote down for it, call by call; one call more is a fault of the test. */
export function scriptedChat(script: readonly ScriptedSaying[]): ChatModel {
  let calls = 0;
  return {
    name: 'scripted',
    callsTools: true,
    async *stream() {
      const saying = script[calls++];
      if (saying === undefined) throw new ChatModelError(`the script has no reply to call ${calls} of the model`);
      const usage = { promptTokens: 0, completionTokens: 0 };
      if ('fault' in saying) {
        if (saying.fault === 'error') throw new ChatModelError('the scripted model failed');
        if (saying.fault === 'cut') {
          yield { text: 'This sentence was never fin' };
          throw new ChatModelError('the stream of the scripted model was cut');
        }
        yield { text: '', usage };
      } else if ('tool' in saying) {
        const { tool: name, arguments: args } = saying;
        yield { text: '', usage, toolCalls: [{ id: `call-${calls}`, name, arguments: JSON.stringify(args) }] };
      } else yield { text: saying.text, usage };
    },
  };
}
