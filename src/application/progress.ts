import { findVersion } from "../catalogue/index.ts";
import { readStatement } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { clockFactsOf } from "./clock-facts.ts";
import { type CaseClocks, clocksOf } from "./clocks/index.ts";
import { phaseOf } from "./fold.ts";
import { readBody } from "./journal.ts";
import { type JournalLine, linesOf } from "./journal-lines.ts";
import { parseCaseNumber } from "./numbers.ts";
import { isQueryPassword } from "./query-password.ts";
import type { CaseState, Phase } from "./state.ts";

/** What number and query password show: where it is, who holds it, the clocks, the journal; no name and no contents. */
export interface Progress {
  readonly number: string;
  readonly itemName: string;
  readonly phase: Phase;
  readonly state: CaseState;
  /** Open tasks: node in words, department, since when, whether somebody has taken it. */
  readonly waiting: readonly { node: string; department: string; since: Date; taken: boolean }[];
  readonly clocks: CaseClocks;
  readonly journal: readonly JournalLine[];
}

/**
 * The progress of a case by its number and query password (进度查询), for anybody who was told both. One prepared statement.
 *
 * @throws HallError `application/bad-number` (invalid); `application/no-progress` (not-found), the same for an unknown number and for a
 *   wrong password.
 * @source capabilities C1, C2
 */
export async function progressOf(house: House, typedNumber: string, password: string): Promise<Progress> {
  const { number, hall } = parseCaseNumber(typedNumber);
  // Index application_number; the steps by primary key.
  const [row] = await readStatement<{ id: Id; query_digest: Buffer; facts: CaseState; bodies: string }>(
    house.db,
    `select a.id, a.query_digest, a.facts,
            (select string_agg(s.body, chr(10) order by s.seq) from application.step s
              where s.hall = $1 and s.application_id = a.id) as bodies
       from application.application a where a.hall = $1 and a.number = $2`,
    [hall, number],
    { name: "application_progress" },
  );
  if (!row || !isQueryPassword(house, row.id, password, row.query_digest)) {
    throw new HallError("not-found", "application/no-progress", "编号和查询密码对不上，请核对回执", {
      fields: { password: "编号和查询密码对不上，请核对回执" },
    });
  }
  const { facts: state, bodies } = row;
  const version = await findVersion(house, state.item, state.version);
  if (!version) throw new RangeError(`case ${row.id} stands on a version that is not there`);
  const nodes = version.document.flow?.nodes ?? [];
  const steps = bodies.split("\n").flatMap((body) => readBody(body) ?? []);
  const nameOf = (reason: string) => house.codes.label("special_reason", reason);
  return {
    number,
    itemName: version.document.taskName,
    phase: phaseOf(state),
    state,
    waiting: state.tasks.map(({ node: key, department, since, claimedBy }) => ({
      node: nodes.find((node) => node.key === key)?.name ?? key,
      department,
      since: new Date(since),
      taken: claimedBy !== null,
    })),
    clocks: clocksOf(clockFactsOf(state, nameOf), house.calendar, house.clock.now()),
    journal: linesOf(steps, { version, codes: house.codes, reader: "anyone" }),
  };
}
