import { Type } from "typebox";
import { type HallCode, parseHallCode } from "../kernel/codes/index.ts";
import type { House } from "../kernel/house/index.ts";
import { topic } from "../kernel/outbox/index.ts";

const id = Type.String({ minLength: 36, maxLength: 36 });

/** News: somebody has an account now. */
export const personRegistered = topic("identity.person-registered", Type.Object({ person: id, account: id }));

/** News: a person is known more or less surely than before. */
export const assuranceChanged = topic(
  "identity.assurance-changed",
  Type.Object({ person: id, from: Type.Integer(), to: Type.Integer(), way: Type.String() }),
);

/** News: a person without an account (from a counter) and one who registered turned out to be the same; `from` is no more. */
export const personJoined = topic("identity.person-joined", Type.Object({ person: id, from: id }));

/** News: what an account is entered with changed, or a recovery code stood in for the phone. */
export const credentialChanged = topic(
  "identity.credential-changed",
  Type.Object({
    person: id,
    account: id,
    what: Type.Enum(["password", "phone", "second-factor-on", "second-factor-off", "recovery-code-used"]),
  }),
);

/** News: somebody may act for a legal person. `person` is the delegate. */
export const mandateGranted = topic(
  "identity.mandate-granted",
  Type.Object({ person: id, legalPerson: id, mandate: id, role: Type.String() }),
);

/** News: somebody may no longer act for a legal person. */
export const mandateRevoked = topic(
  "identity.mandate-revoked",
  Type.Object({ person: id, legalPerson: id, mandate: id }),
);

/** News: an officer took or left a post. */
export const seatsChanged = topic(
  "identity.seats-changed",
  Type.Object({ account: id, hall: Type.String(), post: id, change: Type.String() }),
);

/** News: a person closed the account; what others keep of the person for convenience goes, what is a file stays. */
export const accountClosed = topic("identity.account-closed", Type.Object({ person: id, account: id }));

/** News: somebody signed in by a browser and from an address that this account was never used from. */
export const newDevice = topic("identity.new-device", Type.Object({ person: id, account: id }));

export const identityTopics = [
  personRegistered,
  assuranceChanged,
  personJoined,
  credentialChanged,
  mandateGranted,
  mandateRevoked,
  seatsChanged,
  newDevice,
  accountClosed,
];

/** The hall of this installation: persons belong to none, but every piece of news lies in one. */
export function homeHall(house: Pick<House, "config">): HallCode {
  return parseHallCode(house.config.hall);
}
