/** No such approval in this workspace. */
export class ApprovalNotFoundError extends Error {
  readonly code = 'approval-not-found';
  constructor(readonly id: string) {
    super(`there is no approval ${id}`);
  }
}

/** It was decided by somebody else, has run out, or can no longer be taken back. */
export class ApprovalSettledError extends Error {
  readonly code = 'approval-settled';
  constructor(
    readonly id: string,
    readonly status: string,
    by: string | null,
  ) {
    super(by === null ? `it is ${status}` : `it is ${status} by ${by}`);
  }
}
