import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** A prefix shorter than this is read again as fast as its state would be loaded. */
const leastTokens = 48;
/** Of 5 to 40 MB each; the one that was not used for longest goes. */
const mostFiles = 12;

/**
 * States of the sequence after a prompt's fixed beginning, kept on disk. `identity` is everything besides the tokens
 * that a state depends on: model, library, size and number of sequences.
 */
export function createPrefixStates(folder: string, identity: string, sequence: LlamaContextSequence) {
  mkdirSync(folder, { recursive: true });
  const fileOf = (tokens: readonly Token[]): string =>
    join(folder, `${createHash('sha256').update(`${identity} ${tokens.join()}`).digest('hex').slice(0, 32)}.state`);

  async function load(file: string): Promise<boolean> {
    if (!existsSync(file)) return false;
    try {
      await sequence.loadStateFromFile(file, { acceptRisk: true });
      utimesSync(file, new Date(), new Date());
      return true;
    } catch {
      // Cut short, or of another build: it is made again.
      rmSync(file, { force: true });
      await sequence.clearHistory();
      return false;
    }
  }

  function removeOldest(): void {
    const byUse = readdirSync(folder)
      .filter((name) => name.endsWith('.state'))
      .map((name) => ({ path: join(folder, name), usedMs: statSync(join(folder, name)).mtimeMs }))
      .sort((a, b) => b.usedMs - a.usedMs);
    for (const { path } of byUse.slice(mostFiles)) rmSync(path, { force: true });
  }

  return {
    /** Brings the sequence to the state after `prefix`: as it stands, from disk, or by reading it once. */
    async enter(prefix: Token[]): Promise<void> {
      if (prefix.length < leastTokens) return;
      if (sequence.compareContextTokens(prefix).firstDifferentIndex >= prefix.length) return;
      const file = fileOf(prefix);
      if (await load(file)) return;
      await sequence.adaptStateToTokens(prefix, false);
      await sequence.evaluateWithoutGeneratingNewTokens(prefix.slice(sequence.nextTokenIndex));
      await sequence.saveStateToFile(`${file}.part`);
      renameSync(`${file}.part`, file);
      removeOldest();
    },
  };
}
