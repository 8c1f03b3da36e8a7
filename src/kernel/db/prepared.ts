import pg from "pg";
import type { Answer } from "./lane.ts";
import { valueTypes } from "./values.ts";

/** The parts of a `pg` connection that a query speaks to; `pg` keeps their types to itself. */
interface Connection {
  readonly stream: { cork(): void; uncork(): void };
  /** Text by name: what this connection has prepared, and what it has been asked to. */
  readonly parsedStatements: Record<string, string | undefined>;
  readonly submittedNamedStatements: Record<string, string | undefined>;
  parse(statement: { name: string; text: string }): void;
  bind(values: { statement: string; values: readonly WireValue[] }): void;
  describe(what: { type: "P"; name: string }): void;
  execute(portal: { portal: string }): void;
  sync(): void;
}

/** The columns of a statement's rows. */
interface Shape {
  readonly names: readonly string[];
  readonly parsers: readonly ((text: string) => unknown)[];
}

/** By connection and name: what a statement's rows look like is said once, when it is prepared, and stays. */
const shapes = new WeakMap<Connection, Map<string, Shape>>();

/** A parameter as it is sent. */
type WireValue = string | Buffer | null;

const { prepareValue } = (pg as unknown as { utils: { prepareValue(value: unknown): WireValue } }).utils;

/**
 * A named statement as `pg` sends it, but without asking the server each time what the rows look like: one message and one answer less,
 * and no parsers looked up anew. What it saves is small beside the noise of a busy machine and has not been measured by itself.
 */
class PreparedStatement {
  readonly rows: Record<string, unknown>[] = [];
  private tag = "";
  private shape: Shape | undefined;
  private unreadable: unknown;

  constructor(
    readonly name: string,
    readonly text: string,
    private readonly values: readonly WireValue[],
    readonly callback: (error: unknown, answer?: Answer) => void,
  ) {}

  submit(connection: Connection): Error | null {
    const { name, text } = this;
    const known = connection.parsedStatements[name] ?? connection.submittedNamedStatements[name];
    if (known !== undefined && known !== text) return new Error(`two statements are named ${name}`);
    this.shape = shapes.get(connection)?.get(name);
    connection.stream.cork();
    if (known === undefined) {
      connection.parse({ name, text });
      connection.submittedNamedStatements[name] = text;
    }
    connection.bind({ statement: name, values: this.values });
    if (!this.shape) connection.describe({ type: "P", name: "" });
    connection.execute({ portal: "" });
    connection.sync();
    connection.stream.uncork();
    return null;
  }

  handleRowDescription({ fields }: { fields: readonly { name: string; dataTypeID: number }[] }): void {
    this.shape = {
      names: fields.map(({ name }) => name),
      parsers: fields.map(({ dataTypeID }) => valueTypes.getTypeParser(dataTypeID, "text")),
    };
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    if (!this.shape || this.unreadable) return;
    const { names, parsers } = this.shape;
    const row: Record<string, unknown> = {};
    try {
      for (let at = 0; at < names.length; at += 1) {
        const text = fields[at];
        row[names[at] ?? ""] = text === null || text === undefined ? null : parsers[at]?.(text);
      }
      this.rows.push(row);
    } catch (error) {
      this.unreadable = error;
    }
  }

  /** `INSERT 0 5`, `SELECT 20`. */
  handleCommandComplete({ text }: { text: string }, connection: Connection): void {
    this.tag = text;
    if (!this.shape) return;
    let known = shapes.get(connection);
    if (!known) {
      known = new Map();
      shapes.set(connection, known);
    }
    known.set(this.name, this.shape);
  }

  handleReadyForQuery(): void {
    if (this.unreadable) {
      this.callback(this.unreadable);
      return;
    }
    const [command = "", ...counts] = this.tag.split(" ");
    this.callback(undefined, {
      command: command as Answer["command"],
      rowCount: Number(counts.at(-1) ?? 0),
      rows: this.rows,
    });
  }

  handleError(error: unknown): void {
    this.callback(this.unreadable ?? error);
  }

  handleEmptyQuery(): void {
    this.tag = "";
  }
}

/** Sends a named statement over a connection: one round trip. @param name one name, one text. @throws what makes a value impossible to send. */
export async function sendPrepared(
  client: Pick<pg.PoolClient, "query">,
  statement: { name: string; text: string; values: readonly unknown[] },
): Promise<Answer> {
  const { name, text, values } = statement;
  // Before anything is sent.
  const written = values.map((value) => prepareValue(value));
  return await new Promise((resolve, reject) => {
    const done = (error: unknown, answer?: Answer): void => {
      // The stack of the wire says nothing about who asked.
      if (error instanceof Error) Error.captureStackTrace(error, done);
      if (answer) resolve(answer);
      else reject(error);
    };
    client.query(new PreparedStatement(name, text, written, done) as unknown as pg.Submittable);
  });
}
