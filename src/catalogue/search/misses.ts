import { sql } from "kysely";
import { dayOf } from "../../kernel/calendar/index.ts";
import type { Clock } from "../../kernel/clock/index.ts";
import type { HallCode } from "../../kernel/codes/index.ts";
import { type Db, type Reader, runStatement } from "../../kernel/db/index.ts";
import { normalize } from "./normalize.ts";

/** Phrases of one hall and day; when strangers fill them, the rest of the day is not noted. */
const mostPhrases = 2000;
const longestPhrase = 30;

/**
 * Whether a phrase may be about a person: a number of five or more digits or letters with digits (identity card, phone,
 * case number, licence plate), an address of e-mail, or a text so long that it is a story.
 */
export function mayBePersonal(typed: string): boolean {
  const { key } = normalize(typed);
  if ([...key].length > longestPhrase || /[@＠]/.test(typed)) return true;
  const digits = key.replaceAll(/\p{N}/gu, "0");
  return /0{5,}/.test(digits) || /(?=[a-z0]*0)[a-z0]{6,}/.test(digits) || /[零〇一二三四五六七八九十]{6,}/.test(key);
}

/**
 * Notes for the editors of the catalogue that a phrase found nothing; counted by hall and day. Nothing says who asked.
 * Phrases that may be about a person are not kept.
 *
 * @returns whether it was noted.
 */
export async function noteMiss(
  house: { db: Db; clock: Clock },
  miss: { hall: HallCode; words: string },
): Promise<boolean> {
  const { key } = normalize(miss.words);
  if (key === "" || mayBePersonal(miss.words)) return false;
  const day = dayOf(house.clock.now());
  const rows = await runStatement<{ asked: number }>(
    house.db,
    `insert into catalogue.search_miss as miss (hall, day, phrase, asked)
     select $1, $2::date, $3, 1
      where (select count(*) from catalogue.search_miss where hall = $1 and day = $2::date) < $4
         or exists (select from catalogue.search_miss where hall = $1 and day = $2::date and phrase = $3)
     on conflict (hall, day, phrase) do update set asked = miss.asked + 1
     returning asked`,
    [miss.hall, day, key, mostPhrases],
    { name: "catalogue-note-miss" },
  );
  return rows.length > 0;
}

/** A phrase that found nothing. */
export interface Miss {
  readonly phrase: string;
  readonly asked: number;
  /** The last day on which it was asked. */
  readonly lastOn: string;
}

/** What visitors of a hall sought in vain since a day, the most asked first: what to name or to teach next. */
export async function listMisses(db: Reader, hall: HallCode, since: string, most = 50): Promise<Miss[]> {
  const { rows } = await sql<{ phrase: string; asked: number; last_on: string }>`
    select phrase, sum(asked)::int as asked, max(day) as last_on
      from catalogue.search_miss
     where hall = ${hall} and day >= ${since}::date
     group by phrase order by asked desc, phrase limit ${most}`.execute(db);
  return rows.map(({ phrase, asked, last_on }) => ({ phrase, asked, lastOn: last_on }));
}
