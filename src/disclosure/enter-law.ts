import { sql } from "kysely";
import { type Day, parseDay } from "../kernel/calendar/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { type Id, newId } from "../kernel/ids/index.ts";
import { readArticleNumber } from "./article-number.ts";
import { foldTitle } from "./basis.ts";
import { lexemesOf } from "./lexemes.ts";
import { requireKeeper } from "./rights.ts";
import type { LawKind } from "./tables.ts";

/** A text of a law as it is entered. */
export interface LawText {
  readonly title: string;
  readonly kind: Exclude<LawKind, "unknown">;
  readonly number?: string | undefined;
  readonly validFrom: string;
  /** Whether these are all its articles. */
  readonly complete: boolean;
  /** Where the text comes from. */
  readonly source: string;
  readonly articles: readonly { readonly label: string; readonly body: string }[];
}

/**
 * Enters a text of a law as a new version; a stub of that title becomes the law. What cited the stub is linked at once,
 * because links name the law, not the version.
 *
 * @throws HallError `disclosure/not-keeper` (forbidden); `disclosure/bad-article`, `disclosure/bad-title` (invalid); `disclosure/version-exists` (conflict).
 */
export async function enterLaw(
  house: Pick<House, "clock">,
  tx: Tx,
  actor: Actor,
  text: LawText,
): Promise<{ law: Id; version: number }> {
  requireKeeper(actor);
  const from = parseDay(text.validFrom);
  const articles = numbered(text);
  const law = await lawOf(house, tx, text);
  const version = await nextVersion(tx, law, from);
  await tx
    .insertInto("disclosure.law_version")
    .values({
      law_id: law,
      version,
      number: text.number ?? null,
      valid_from_on: from,
      is_complete: text.complete,
      source: text.source,
      recorded_at: house.clock.now(),
      recorded_by: actor.id ?? "",
    })
    .execute();
  if (articles.length > 0) {
    const rows = articles.map((article) => ({ law_id: law, version, ...article }));
    await tx.insertInto("disclosure.article").values(rows).execute();
  }
  return { law, version };
}

function numbered({ articles }: LawText) {
  const seen = new Set<string>();
  return articles.map(({ label, body }) => {
    const place = readArticleNumber(label);
    const key = JSON.stringify(place);
    if (!place || seen.has(key) || body.trim() === "") {
      throw new HallError("invalid", "disclosure/bad-article", "条文的序号写错、重复，或没有正文", { label });
    }
    seen.add(key);
    return { ...place, body, search: sql<string>`array_to_tsvector(${lexemesOf(body)}::text[])` };
  });
}

async function lawOf(house: Pick<House, "clock">, tx: Tx, { title, kind }: LawText): Promise<Id> {
  const folded = foldTitle(title);
  if (folded === "" || folded.length > 200) {
    throw new HallError("invalid", "disclosure/bad-title", "请写明法律文件的名称，不超过200字");
  }
  const search = sql<string>`array_to_tsvector(${lexemesOf(title)}::text[])`;
  const { id } = await tx
    .insertInto("disclosure.law")
    .values({ id: newId(house.clock), folded_title: folded, title, kind, is_stub: false, search })
    .onConflict((clash) => clash.column("folded_title").doUpdateSet({ title, kind, is_stub: false, search }))
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

async function nextVersion(tx: Tx, law: Id, from: Day): Promise<number> {
  const versions = await tx
    .selectFrom("disclosure.law_version")
    .select(["version", "valid_from_on"])
    .where("law_id", "=", law)
    .execute();
  if (versions.some(({ valid_from_on }) => valid_from_on === from)) {
    throw new HallError("conflict", "disclosure/version-exists", "这一天施行的文本已经录入", { validFrom: from });
  }
  return Math.max(0, ...versions.map(({ version }) => version)) + 1;
}
