import pg from "pg";

/** URLs of the server behind a socket folder. `host` as a parameter: libpq and `pg` both read it, and any path fits. */
export function urlsOf(socketFolder: string): { url: string; adminUrl: string } {
  const host = encodeURIComponent(socketFolder);
  return {
    url: `postgres://wangting@localhost/wangting?host=${host}`,
    adminUrl: `postgres://postgres@localhost/postgres?host=${host}`,
  };
}

/** SQLSTATE: the role or the database does not exist. */
const missing = new Set(["28000", "3D000"]);
/** SQLSTATE: it exists by now. */
const present = new Set(["42710", "42P04", "23505"]);

/**
 * Asks the hall's database for an answer; makes the database and its role when they are not there yet. The role is
 * not a superuser: what reaches the server through the hall cannot read files or run programs.
 */
export async function ensureDatabase(urls: { url: string; adminUrl: string }): Promise<void> {
  try {
    await run(urls.url, ["select 1"], none);
  } catch (error) {
    if (codeOf(error) === "53300") return; // it answers; others have all its connections
    if (!missing.has(codeOf(error))) throw error;
    await run(urls.adminUrl, ["create role wangting login", "create database wangting owner wangting"], present);
    await run(urls.url, ["select 1"], none);
  }
}

const none: ReadonlySet<string> = new Set();

async function run(url: string, statements: string[], pardoned: ReadonlySet<string>): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    for (const statement of statements) {
      await client.query(statement).catch((error: unknown) => {
        if (!pardoned.has(codeOf(error))) throw error;
      });
    }
  } finally {
    await client.end();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
