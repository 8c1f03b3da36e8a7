import type { House } from "../../kernel/house/index.ts";
import type { Officer } from "./officer.ts";

/** Longer than anybody leaves a counter, shorter than a working day. */
const lifeMs = 4 * 60 * 60_000;

type NoteHouse = Pick<House, "seal" | "clock">;

/**
 * A few facts that travel in an address from one page of the desk to the next: sealed, so that nobody reads or makes them; for the
 * officer who was given them and no other.
 *
 * @param purpose which page reads it: a note for one page is none for another.
 */
export function writeNote(house: NoteHouse, officer: Officer, purpose: string, facts: object): string {
  const text = JSON.stringify({ by: officer.id, at: house.clock.now().getTime(), facts });
  return house.seal.seal(text, placeOf(purpose)).toString("base64url");
}

/** What a note says; undefined for one that is old, another's, or none. */
export function readNote<Facts>(house: NoteHouse, officer: Officer, purpose: string, note: string): Facts | undefined {
  try {
    const text = house.seal.open(Buffer.from(note, "base64url"), placeOf(purpose));
    const { by, at, facts } = JSON.parse(text) as { by: string; at: number; facts: Facts };
    const age = house.clock.now().getTime() - at;
    return by === officer.id && age >= 0 && age <= lifeMs ? facts : undefined;
  } catch {
    return undefined;
  }
}

function placeOf(purpose: string): string {
  return `web.desk.note ${purpose}`;
}
