import {
  all,
  asSubject,
  citizen,
  delegate,
  first,
  harmless,
  owner,
  type Right,
  representative,
  signedIn,
  staff,
  when,
  whole,
} from "./who.fixture.ts";

const newOne = { phone: "16000099999", code: "000000" };
const term = { from: "2026-03-02", until: "2027-03-02" };

/** One's own account, companies and mandates. */
export const accountDoors: Readonly<Record<string, Right>> = {
  // One's own account.
  ...all(
    { may: signedIn },
    "GET /account",
    "GET /account/password",
    "GET /account/devices",
    "GET /api/identity/devices",
  ),
  "POST /sign-out": { may: signedIn, last: true },
  "POST /account/password": { may: signedIn, body: () => ({ old: "x", password: "y" }), last: true },
  "PUT /api/identity/password": { may: signedIn, body: () => ({ old: "x", password: "y" }), last: true },
  "PUT /api/identity/phone": { may: first(citizen, harmless(signedIn)), body: () => newOne, last: true },
  "POST /account/devices/others": { may: signedIn, last: true },
  "DELETE /api/identity/devices": { may: signedIn, last: true },
  // A device, a draft, a mandate that is gone already: the page says so, whosever it was.
  "POST /account/devices/:device": { on: "device", may: first(owner, harmless(signedIn)), last: true },
  "DELETE /api/identity/devices/:device": { on: "device", may: owner, last: true },
  // An officer's second factor.
  ...all(
    { may: staff },
    "GET /account/second-factor",
    "GET /account/second-factor/set-up",
    "GET /account/second-factor/recovery-codes",
    "GET /account/second-factor/off",
    "GET /api/identity/second-factor",
  ),
  ...all(
    { may: staff, body: () => ({ code: "000000", password: "not-the-password" }), last: true },
    "POST /account/second-factor",
    "POST /account/second-factor/set-up",
    "POST /account/second-factor/recovery-codes",
    "POST /account/second-factor/off",
    "POST /api/identity/second-factor",
    "PUT /api/identity/second-factor",
    "DELETE /api/identity/second-factor",
    "POST /api/identity/second-factor/recovery-codes",
  ),
  ...all(
    { may: citizen },
    "GET /account/identity",
    "GET /account/close",
    "GET /account/phone",
    "GET /account/phone/code",
    "GET /account/acting",
    "GET /account/companies",
    "GET /account/companies/new",
    "GET /account/accesses",
    "GET /api/identity/me",
    "GET /api/identity/accesses",
    "GET /drafts",
    "GET /cases",
    "GET /inbox",
    "GET /inbox/ways",
    "GET /api/my/applications",
    "GET /api/inbox/messages",
    "GET /api/inbox/unread",
    "GET /api/inbox/ways",
  ),
  "POST /account/close": { may: citizen, body: () => ({ password: "not-the-password" }), last: true },
  "POST /account/identity": { may: citizen, body: () => ({ name: "钱某", idNumber: "x" }), last: true },
  "POST /api/identity/real-name": { may: citizen, body: () => ({ name: "钱某", idNumber: "x" }), last: true },
  "POST /account/phone": { may: citizen, body: () => ({ phone: newOne.phone }), last: true },
  "POST /account/phone/code": { may: citizen, body: () => ({ code: "000000" }), last: true },
  ...all(
    { may: citizen, body: () => ({ on: false, mail: "wang@example.cn", code: "000000" }), last: true },
    "POST /inbox/ways/sms",
    "POST /inbox/ways/mail",
    "POST /inbox/ways/code",
    "POST /inbox/ways/no-mail",
    "POST /inbox/read-all",
    "PUT /api/inbox/read",
    "DELETE /api/inbox/ways/mail",
  ),
  "PUT /api/inbox/ways/sms": { may: citizen, body: () => ({ on: false }), last: true },
  "PUT /api/inbox/ways/mail": { may: citizen, body: () => ({ mail: "wang@example.cn" }), last: true },
  "POST /api/inbox/ways/mail/confirmation": { may: citizen, body: () => ({ code: "000000" }), last: true },
  ...all({ on: "message", may: asSubject }, "GET /inbox/:message", "GET /api/inbox/messages/:message"),
  ...all(
    { on: "message", may: asSubject, last: true },
    "POST /inbox/:message",
    "PUT /api/inbox/messages/:message/read",
  ),

  // Companies and mandates.
  "POST /account/companies/new": { may: citizen, body: () => ({ uscc: "x", name: "x" }) },
  "POST /api/identity/legal-persons": {
    may: when(({ kind, who }) => kind === "citizen" && who !== "zhao"),
    body: () => ({ uscc: "x", name: "x" }),
  },
  "POST /account/acting": {
    on: "company",
    may: first(delegate, harmless(citizen)),
    body: (_world, { params }) => ({ who: params.legalPerson }),
    last: true,
  },
  "PUT /api/identity/acting-for": {
    on: "company",
    may: delegate,
    body: (_world, { params }) => ({ legalPerson: params.legalPerson }),
    last: true,
  },
  "GET /account/companies/:legalPerson": {
    on: "company",
    may: delegate,
  },
  "GET /api/identity/legal-persons/:legalPerson/mandates": {
    on: "company",
    may: first(representative, harmless(citizen)),
  },
  "GET /account/companies/:legalPerson/mandates/new": {
    on: "company",
    may: first(representative, harmless(delegate)),
  },
  "POST /account/companies/:legalPerson/mandates/new": {
    on: "company",
    may: first(representative, harmless(delegate)),
    body: () => ({ name: "某人", idNumber: "x", where: "all", until: "1" }),
    last: true,
  },
  "POST /api/identity/legal-persons/:legalPerson/mandates": {
    on: "company",
    may: representative,
    body: () => ({ name: "赵样例", idNumber: "x", ...term }),
    last: true,
  },
  "POST /account/companies/:legalPerson/mandates/:mandate/end": {
    on: "mandate",
    may: (viewer, thing) =>
      thing.mixed
        ? harmless(citizen)(viewer, thing)
        : first(
            representative,
            when(({ who }) => who === "li"),
          )(viewer, thing),
    last: true,
  },
  "DELETE /api/identity/legal-persons/:legalPerson/mandates/:mandate": {
    on: "mandate",
    may: whole(
      first(
        representative,
        when(({ who }) => who === "li"),
      ),
      "mandate",
    ),
    last: true,
  },
};
