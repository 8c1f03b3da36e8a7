import { sql } from "kysely";
import { type Db, inTransaction } from "../../kernel/db/index.ts";

/** What counts knocks and how often pages are asked for: nobody's object. */
const counters = new Set(["kernel.rate"]);

/** Notes every row that is written from now on, whatever table it lies in. */
export async function watchWrites(db: Db): Promise<void> {
  const { rows } = await sql<{ name: string }>`select schemaname || '.' || tablename as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') /* scatter: every table */`.execute(db);
  await inTransaction(db, async (tx) => {
    await sql`create table public.written (name text not null)`.execute(tx);
    await sql`create function public.note_write() returns trigger language plpgsql as
      $$ begin insert into public.written values (tg_table_schema || '.' || tg_table_name); return null; end $$`.execute(
      tx,
    );
    for (const { name } of rows) {
      if (counters.has(name)) continue;
      await sql`create trigger note_write after insert or update or delete on ${sql.table(name)}
        for each row execute function public.note_write()`.execute(tx);
    }
  });
}

/** The tables written to since the last asking. */
export async function writtenTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select distinct name from public.written order by name`.execute(db);
  if (rows.length > 0) await inTransaction(db, (tx) => sql`delete from public.written`.execute(tx));
  return rows.map(({ name }) => name);
}
