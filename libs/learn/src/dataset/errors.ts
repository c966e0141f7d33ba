import { limits } from '@switchboard/contracts';

/** No such row, or none that can be changed; also for another workspace's. */
export class RowNotFoundError extends Error {
  readonly code = 'row-not-found';
  constructor(readonly rowId: string) {
    super(`there is no training row ${rowId}; it may have been changed meanwhile`);
  }
}

/** No such version of the dataset. */
export class DatasetVersionNotFoundError extends Error {
  readonly code = 'dataset-version-not-found';
  constructor(readonly number: number) {
    super(`there is no version ${number} of the training data`);
  }
}

export interface BadRow {
  line: number;
  reason: string;
}

const rowsNamed = 20;

/** Rows of a file that cannot be taken; none of the file is. */
export class BadRowsError extends Error {
  readonly code = 'bad-rows';
  /** The first ones, as a problem document lists what is wrong. */
  readonly errors: { path: string; message: string }[];
  constructor(
    file: string,
    readonly rows: readonly BadRow[],
  ) {
    const [first] = rows;
    const more = rows.length > 1 ? ` (and ${rows.length - 1} more)` : '';
    super(`${file}:${first?.line ?? 1}: ${first?.reason ?? 'is not a row'}${more}`);
    this.errors = rows.slice(0, rowsNamed).map(({ line, reason }) => ({ path: `${file}:${line}`, message: reason }));
  }
}

/** The workspace may have so many rows. */
export class DatasetFullError extends Error {
  readonly code = 'dataset-full';
  constructor(readonly rows: number) {
    super(`the training data would have ${rows} rows; ${limits.datasetRows} are the limit`);
  }
}

/** There is nothing to make a version of. */
export class DatasetEmptyError extends Error {
  readonly code = 'dataset-empty';
  constructor() {
    super('there are no training rows yet');
  }
}
