/** The part of pg-cursor we use; the package brings no types. */
declare module 'pg-cursor' {
  import type { Connection, Submittable } from 'pg';

  export default class Cursor implements Submittable {
    constructor(
      text: string,
      values: readonly unknown[],
      config: {
        rowMode: 'array';
        types: { getTypeParser(oid: number, format?: string): (text: string) => unknown };
      },
    );
    submit(connection: Connection): void;
    read(
      maxRows: number,
      done: (
        error: Error | undefined,
        rows: unknown[][],
        result?: { fields: { name: string; dataTypeID: number }[] },
      ) => void,
    ): void;
    close(done: (error?: Error) => void): void;
  }
}
