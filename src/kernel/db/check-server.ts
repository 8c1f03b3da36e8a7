import { sql } from "kysely";
import { HallError } from "../errors/index.ts";
import type { Reader } from "./reader.ts";

/**
 * Looks whether the database fits, once, before anything is written.
 *
 * Under ctype C, PostgreSQL takes Chinese characters for punctuation: `show_trgm('食品经营')` is empty and search
 * silently finds nothing. The locale cannot be changed afterwards, so such a database is refused.
 *
 * @throws HallError conflict `kernel/database-too-old` (before 15), `kernel/database-encoding`.
 */
export async function checkServer(db: Reader): Promise<void> {
  const answer = await sql<{ version: number; encoding: string; ctype: string; locale: string | null }>`
    select current_setting('server_version_num')::int as version,
           pg_encoding_to_char(d.encoding) as encoding,
           d.datctype as ctype,
           case when d.datlocprovider = 'b' then to_jsonb(d)->>'datlocale' end as locale
      from pg_database d where d.datname = current_database()`.execute(db);
  const found = answer.rows[0];
  if (!found) throw new Error("pg_database has no row for the current database");

  if (found.version < 150000) {
    throw new HallError("conflict", "kernel/database-too-old", "PostgreSQL 版本低于 15，请升级数据库服务器", {
      version: found.version,
    });
  }
  if (found.encoding !== "UTF8" || isC(found.ctype) || isC(found.locale)) {
    throw new HallError(
      "conflict",
      "kernel/database-encoding",
      "数据库的编码或区域不支持中文检索，请用 ENCODING 'UTF8'、LC_CTYPE 'C.UTF-8' 重新建库",
      { encoding: found.encoding, ctype: found.ctype, locale: found.locale },
    );
  }
}

function isC(locale: string | null): boolean {
  return locale === "C" || locale === "POSIX";
}
