import type { UnreadableReason } from '@switchboard/contracts';

/** A file as it came: uploaded, pasted or fetched. */
export interface SourceFile {
  /** With its extension, such as "handbook.pdf". */
  name: string;
  /** Without parameters, such as "text/html"; empty when nobody said. */
  mediaType: string;
  /** As the sender declared it; null when nobody said. */
  charset: string | null;
  bytes: Uint8Array;
  /** Where it was fetched from. */
  url: string | null;
}

/** One article's worth of a source. */
export interface ReadDocument {
  /** What it is known by in its source: the canonical address, a file's name, a row's question. Stable across syncs. */
  key: string;
  url: string | null;
  title: string;
  markdown: string;
  /** Base code such as "en"; null when there is too little to tell. */
  language: string | null;
}

/** A kind of file. All readers take the bytes as they came and throw UnreadableError for what they cannot use. */
export type Reader = (file: SourceFile) => Promise<ReadDocument[]>;

/** Something of a source cannot be used; `reason` is stable, `detail` holds the figures or words that go with it. */
export class UnreadableError extends Error {
  readonly code = 'unreadable';
  constructor(
    readonly reason: UnreadableReason,
    readonly detail = '',
    options?: ErrorOptions,
  ) {
    super(detail === '' ? reason : `${reason}: ${detail}`, options);
  }
}
