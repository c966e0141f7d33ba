/** A statement and its values, made by a pure function in a `.sql.ts` file beside its store. */
export interface Sql {
  text: string;
  values: unknown[];
}

export interface Queryable {
  /** Runs one statement and returns its rows, column names as in the statement. */
  query<Row extends object>(sql: Sql): Promise<Row[]>;
}

/** The port that both drivers (PGlite, PostgreSQL) implement. */
export interface Database extends Queryable {
  readonly driver: 'pglite' | 'postgres';
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws.
   * PGlite is a single session: inside `work` use only `tx`, never the outer database.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  /** Runs a script of several statements without values (migrations). */
  execute(script: string): Promise<void>;
  close(): Promise<void>;
}
