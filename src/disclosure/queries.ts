import { sql } from "kysely";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import type { Reader } from "../kernel/db/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { type ArticleNumber, articleLabel, readArticleNumber } from "./article-number.ts";
import { foldTitle } from "./basis.ts";
import { queryOf } from "./lexemes.ts";
import type { LawKind } from "./tables.ts";

/** A law in the version of a day. */
export interface Law {
  readonly id: Id;
  readonly title: string;
  readonly kind: LawKind;
  readonly stub: boolean;
  /** undefined of a stub, or on a day before its first version. */
  readonly version: number | undefined;
  readonly number: string | undefined;
  readonly validFrom: Day | undefined;
  readonly complete: boolean;
}

/** One article of a law. */
export interface Article {
  readonly law: Id;
  readonly title: string;
  readonly version: number;
  /** 第三十二条. */
  readonly label: string;
  readonly place: ArticleNumber;
  readonly body: string;
}

const lastDay = "9999-12-31";

/** A law by its title, with or without 《》 and 中华人民共和国. @param on the day asked for; the newest text when absent. */
export async function findLaw(db: Reader, title: string, on?: Day): Promise<Law | undefined> {
  const [law] = await laws(db, sql`l.folded_title = ${foldTitle(title)}`, on);
  return law;
}

/** A law by its id. */
export async function findLawById(db: Reader, id: Id, on?: Day): Promise<Law | undefined> {
  const [law] = await laws(db, sql`l.id = ${id}`, on);
  return law;
}

/** All laws with their newest texts, by title; those only cited too. */
export async function listLaws(db: Reader): Promise<Law[]> {
  return await laws(db, sql`true`);
}

async function laws(db: Reader, where: ReturnType<typeof sql>, on?: Day): Promise<Law[]> {
  const { rows } = await sql<{
    id: Id;
    title: string;
    kind: LawKind;
    is_stub: boolean;
    version: number | null;
    number: string | null;
    valid_from_on: string | null;
    is_complete: boolean | null;
  }>`select l.id, l.title, l.kind, l.is_stub, v.version, v.number, v.valid_from_on, v.is_complete
    from disclosure.law l left join disclosure.law_version v on v.law_id = l.id and v.valid_from_on <= ${on ?? lastDay}::date
      and not exists (select from disclosure.law_version later where later.law_id = l.id
        and later.valid_from_on > v.valid_from_on and later.valid_from_on <= ${on ?? lastDay}::date)
    where ${where} order by l.folded_title`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    kind: row.kind,
    stub: row.is_stub,
    version: row.version ?? undefined,
    number: row.number ?? undefined,
    validFrom: row.valid_from_on === null ? undefined : parseDay(row.valid_from_on),
    complete: row.is_complete ?? false,
  }));
}

/**
 * One article: `findArticle(db, "行政许可法", "第三十二条")`.
 *
 * @param on the day asked for; the text in force then answers.
 * @returns undefined when the law or the article is not here.
 */
export async function findArticle(db: Reader, title: string, label: string, on?: Day): Promise<Article | undefined> {
  const place = readArticleNumber(label);
  const law = place && (await findLaw(db, title, on));
  if (!law || law.version === undefined) return undefined;
  const { rows } = await sql<{ body: string }>`select body from disclosure.article
    where law_id = ${law.id} and version = ${law.version} and number = ${place.number}
      and insertion = ${place.insertion}`.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  return { law: law.id, title: law.title, version: law.version, label: articleLabel(place), place, body: row.body };
}

/** All articles of a law in the version of a day, in order. */
export async function articlesOf(db: Reader, law: Law): Promise<Article[]> {
  if (law.version === undefined) return [];
  const rows = await db
    .selectFrom("disclosure.article")
    .select(["number", "insertion", "body"])
    .where("law_id", "=", law.id)
    .where("version", "=", law.version)
    .orderBy("number")
    .orderBy("insertion")
    .execute();
  const { id, title, version } = law;
  return rows.map(({ number, insertion, body }) => {
    const place = { number, insertion };
    return { law: id, title, version, label: articleLabel(place), place, body };
  });
}

/** What a search found: a law by its title (`article` undefined), or one of its articles. */
export interface LawHit {
  readonly law: Id;
  readonly title: string;
  readonly stub: boolean;
  readonly article: { readonly label: string; readonly body: string } | undefined;
}

/** Laws whose title has all words, then articles of the newest texts that have them; at most `limit` (20). */
export async function searchLaws(db: Reader, text: string, limit = 20): Promise<LawHit[]> {
  const query = queryOf(text);
  if (query === undefined) return [];
  const titles = await sql<{ id: Id; title: string; is_stub: boolean }>`select id, title, is_stub from disclosure.law
    where search @@ ${query}::tsquery order by is_stub, length(title), folded_title limit ${limit}`.execute(db);
  const hits: LawHit[] = titles.rows.map(({ id, title, is_stub }) => ({
    law: id,
    title,
    stub: is_stub,
    article: undefined,
  }));
  if (hits.length >= limit) return hits;
  const articles = await sql<{ law_id: Id; title: string; number: number; insertion: number; body: string }>`
    select a.law_id, l.title, a.number, a.insertion, a.body
    from disclosure.article a join disclosure.law l on l.id = a.law_id
    where a.search @@ ${query}::tsquery
      and not exists (select from disclosure.law_version later where later.law_id = a.law_id and later.version > a.version)
    order by length(a.body), l.folded_title, a.number limit ${limit - hits.length}`.execute(db);
  for (const { law_id, title, body, ...place } of articles.rows) {
    hits.push({ law: law_id, title, stub: false, article: { label: articleLabel(place), body } });
  }
  return hits;
}
