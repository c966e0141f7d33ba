/** The workspace is in use: filling it again would overwrite what people changed in it. */
export class WorkspaceInUseError extends Error {
  readonly code = 'workspace-in-use';
  constructor(readonly slug: string) {
    super(`there is a workspace "${slug}" in use already; name another one`);
    this.name = 'WorkspaceInUseError';
  }
}
