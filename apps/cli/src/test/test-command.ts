import { Command } from 'commander';
import { testReplayCommand } from './replay/test-replay';
import { testConversationsCommand } from './conversations/test-conversations';

/** `switchboard test …`: does the desk still do what it has to do? */
export function testCommand(): Command {
  return new Command('test')
    .description('play conversations that a desk has to lead, and stored ones with a new prompt')
    .addCommand(testConversationsCommand())
    .addCommand(testReplayCommand());
}
