import { z } from 'zod';

/** Grows when archives of before can no longer be read. */
export const archiveFormat = 1;

/** A line of an archive: one header, then rows and pieces of files in any order, then one end that counts them. */
export const archiveEntrySchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('header'),
    format: z.literal(archiveFormat, 'the archive is of another format'),
    /** The last migration of the database that it comes from. */
    schema: z.string(),
    workspace: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    rows: z.number().int(),
    at: z.string(),
  }),
  z.object({ kind: z.literal('row'), table: z.string(), row: z.record(z.string(), z.unknown()) }),
  z.object({
    kind: z.literal('file'),
    /** `<hash of the artifact>/<name>`; pieces of one file follow each other. */
    path: z.string().regex(/^[0-9a-f]{64}\/[\w-][\w.-]*$/, 'is no path in an artifact'),
    base64: z.base64(),
  }),
  z.object({ kind: z.literal('end'), rows: z.number().int(), files: z.number().int() }),
]);
export type ArchiveEntry = z.infer<typeof archiveEntrySchema>;
export type ArchiveHeader = Extract<ArchiveEntry, { kind: 'header' }>;

/** The archive cannot be taken in; nothing of it was. */
export class BadArchiveError extends Error {
  readonly code: string = 'bad-archive';
}

/** The workspace is here already. */
export class WorkspaceExistsError extends BadArchiveError {
  override readonly code = 'workspace-exists';
  constructor(readonly slug: string) {
    super(`the workspace ${slug} is here already: --replace takes the archive’s in its place`);
  }
}
