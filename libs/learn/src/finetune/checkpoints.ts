import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Arena } from '../optimizer/arena';

export interface Checkpoint {
  /** Epochs and steps done. */
  epoch: number;
  steps: number;
  /** The best epoch so far and its weights. */
  best: { epoch: number; heldLoss: number; values: ReadonlyMap<string, Float32Array> };
}

/** Where a training leaves its state after each epoch, and finds it after a kill. */
export interface Checkpoints {
  /** Fills the arena; null when there is nothing, or it is of another training. */
  read(arena: Arena): Checkpoint | null;
  write(arena: Arena, checkpoint: Checkpoint): void;
  clear(): void;
}

const headSchema = z.object({
  key: z.string(),
  epoch: z.number().int(),
  steps: z.number().int(),
  bestEpoch: z.number().int(),
  // NaN, when nothing was held out, is null in JSON.
  heldLoss: z.number().nullable(),
});

/** `key` names the training: data, base, options. A file is written whole or not at all. */
export function openCheckpoints(folder: string, name: string, key: string): Checkpoints {
  const path = (part: string): string => join(folder, `${name}.${part}`);
  const parts = { state: path('state.f32'), best: path('best.f32'), head: path('json') };
  return {
    read(arena) {
      if (!existsSync(parts.head)) return null;
      try {
        const head = headSchema.parse(JSON.parse(readFileSync(parts.head, 'utf8')));
        if (head.key !== key) return null;
        const values = unpack(arena, readFloats(parts.best), ['value']);
        const best = { epoch: head.bestEpoch, heldLoss: head.heldLoss ?? NaN, values: arena.snapshot() };
        if (!values || !unpack(arena, readFloats(parts.state), all)) return null;
        return { epoch: head.epoch, steps: head.steps, best };
      } catch {
        // A checkpoint that cannot be read costs time, not the training.
        return null;
      }
    },
    write(arena, { epoch, steps, best }) {
      mkdirSync(folder, { recursive: true });
      rmSync(parts.head, { force: true });
      writeWhole(parts.state, pack(arena, all));
      if (best.epoch === epoch) writeWhole(parts.best, pack(arena, ['value']));
      writeWhole(parts.head, JSON.stringify({ key, epoch, steps, bestEpoch: best.epoch, heldLoss: best.heldLoss }));
    },
    clear: () => Object.values(parts).forEach((file) => rmSync(file, { force: true })),
  };
}

type Kept = 'value' | 'firstMoment' | 'secondMoment';
const all: readonly Kept[] = ['value', 'firstMoment', 'secondMoment'];

function arraysOf(arena: Arena, kinds: readonly Kept[]): Float32Array[] {
  return arena.names.flatMap((name) => kinds.map((kind) => arena.slot(name)[kind]));
}

function pack(arena: Arena, kinds: readonly Kept[]): Uint8Array {
  return Buffer.concat(
    arraysOf(arena, kinds).map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
}

/** False when the sizes do not fit. */
function unpack(arena: Arena, floats: Float32Array, kinds: readonly Kept[]): boolean {
  const arrays = arraysOf(arena, kinds);
  if (arrays.reduce((sum, { length }) => sum + length, 0) !== floats.length) return false;
  let offset = 0;
  for (const array of arrays) array.set(floats.subarray(offset, (offset += array.length)));
  return true;
}

const readFloats = (path: string): Float32Array => new Float32Array(new Uint8Array(readFileSync(path)).buffer);

function writeWhole(path: string, content: string | Uint8Array): void {
  writeFileSync(`${path}.part`, content);
  renameSync(`${path}.part`, path);
}
