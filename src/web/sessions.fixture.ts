import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { openSession, type Seat } from "../kernel/http/index.ts";

const device = "试验浏览器";

/** Signs an officer in without his password. @returns the token of the session. */
export async function enterStaff(
  house: House,
  accountId: string,
  seats: readonly Seat[],
  name = "某工作人员",
): Promise<string> {
  const facts = { assurance: 3, seats, name };
  const { token } = await inTransaction(house.db, (tx) =>
    openSession(house, tx, { kind: "staff", accountId, facts, device }),
  );
  return token;
}

/** Signs a citizen in without his password; only the session is said to be his, he need not be in the register. */
export async function enterCitizen(
  house: House,
  who: {
    account: string;
    person: string;
    assurance?: number | undefined;
    name?: string;
    actingFor?: string | null;
    actingName?: string | null;
  },
) {
  const { account, person, assurance = 2, name = "某*", actingFor = null, actingName = null } = who;
  const facts = { person, assurance, actingFor, name, actingName };
  return await inTransaction(house.db, (tx) =>
    openSession(house, tx, { kind: "citizen", accountId: account, facts, device }),
  );
}
