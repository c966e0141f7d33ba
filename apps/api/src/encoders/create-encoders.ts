import type { Readiness } from '@switchboard/contracts';
import type { Encoder } from '@switchboard/models';

/** The encoders of a desk: each opened once and shared by the workspaces that need it. */
export interface Encoders {
  /** The encoder that a workspace's passages are searched with; null while it is not there. */
  of(workspaceId: string): Promise<Encoder | null>;
  /** The name of the encoder that serves a workspace, whether it is there or not. */
  nameOf(workspaceId: string): Promise<string>;
  /** One that is open, by the space of its vectors. */
  inSpace(space: string): Encoder | null;
  /** One that is open, by name; null begins to open it. */
  named(name: string): Encoder | null;
  /** Pulls and opens it where it is not open yet. Throws what opening throws. */
  open(name: string): Promise<Encoder>;
  /** Closes those that are open and not among these. */
  keepOnly(names: ReadonlySet<string>): Promise<void>;
  /** For /health/ready. */
  parts(): Readiness['parts'];
  close(): Promise<void>;
}

export interface EncodersDeps {
  openNamed(name: string, onProgress: (done: number, total: number) => void): Promise<Encoder>;
  /** The name of the encoder that serves a workspace. */
  nameOf(workspaceId: string): Promise<string>;
  onError(error: unknown): void;
}

type Opening = { state: 'opening'; opened: Promise<Encoder>; share: number | null };
type Entry = Opening | { state: 'ready'; encoder: Encoder } | { state: 'failed'; reason: string; tryAfter: number };

/** One that could not be had is tried again when so much time has gone by. */
const retryAfterMs = 30_000;

export function createEncoders({ openNamed, nameOf, onError }: EncodersDeps): Encoders {
  const entries = new Map<string, Entry>();

  function open(name: string): Promise<Encoder> {
    const known = entries.get(name);
    if (known?.state === 'ready') return Promise.resolve(known.encoder);
    if (known?.state === 'opening') return known.opened;
    const entry: Opening = {
      state: 'opening',
      share: null,
      opened: openNamed(name, (done, total) => (entry.share = total === 0 ? null : done / total)),
    };
    entries.set(name, entry);
    entry.opened.then(
      (encoder) => entries.set(name, { state: 'ready', encoder }),
      (error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        entries.set(name, { state: 'failed', reason, tryAfter: Date.now() + retryAfterMs });
      },
    );
    return entry.opened;
  }

  function named(name: string): Encoder | null {
    const known = entries.get(name);
    if (known?.state === 'ready') return known.encoder;
    if (known === undefined || (known.state === 'failed' && known.tryAfter <= Date.now())) open(name).catch(onError);
    return null;
  }

  const ready = (): [string, Encoder][] =>
    [...entries].flatMap(([name, entry]) => (entry.state === 'ready' ? [[name, entry.encoder]] : []));

  async function keepOnly(names: ReadonlySet<string>): Promise<void> {
    for (const [name, encoder] of ready()) {
      if (names.has(name)) continue;
      entries.delete(name);
      await encoder.close();
    }
  }

  return {
    of: async (workspaceId) => named(await nameOf(workspaceId)),
    nameOf,
    inSpace: (space) => ready().find(([, encoder]) => encoder.space === space)?.[1] ?? null,
    named,
    open,
    keepOnly,
    parts: () => [...entries].map(([name, entry]) => partOf(name, entry)),
    close: () => keepOnly(new Set()),
  };
}

function partOf(name: string, entry: Entry): Readiness['parts'][number] {
  switch (entry.state) {
    case 'ready':
      return { part: 'encoder', state: 'ready', detail: entry.encoder.space };
    case 'opening': {
      const share = entry.share === null ? '' : ` (${Math.round(100 * entry.share)} %)`;
      return { part: 'encoder', state: 'loading', detail: `getting ${name}${share}` };
    }
    case 'failed':
      return {
        part: 'encoder',
        state: 'failed',
        detail: `${name} is not there: search goes by words only; run "switchboard models pull ${name}". ${entry.reason}`,
      };
  }
}
