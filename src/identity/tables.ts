import { declareTables } from "../kernel/db/index.ts";

/** What one is found by. */
export type LookupPurpose = "id-number" | "uscc" | "phone" | "login-name";
export type PersonKind = "natural" | "legal";
export type AccountKind = "citizen" | "staff";
/** In what capacity one acts for a legal person: 法定代表人, 代理人. */
export type MandateRole = "representative" | "agent";
/** How a level of assurance came about: a confirmed phone, the real-name check, in person at a counter, taken into service, the register of companies, taken back. */
export type AssuranceWay = "phone" | "real-name-check" | "counter" | "engaged" | "registered" | "withdrawn";
export type AccountStepKind =
  | "registered"
  | "engaged"
  | "signed-in"
  | "signed-out"
  | "password-changed"
  | "phone-changed"
  | "device-revoked"
  | "acting-changed"
  | "appointed"
  | "dismissed"
  | "joined"
  | "closed"
  | "second-factor-begun"
  | "second-factor-on"
  | "second-factor-off"
  | "second-factor-reset"
  | "recovery-codes-made"
  | "recovery-code-used";

/** What a mandate covers; an absent list is no limit. */
export interface MandateScope {
  /** Items (事项) by id. */
  readonly items?: readonly string[];
  /** Halls by code. */
  readonly halls?: readonly string[];
}

/** A digest, and whom it leads to. */
export interface LookupRow {
  key_hash: Buffer;
  purpose: LookupPurpose;
  person_id: string;
  account_id: string | null;
  made_at: Date;
}

/** A natural or legal person. */
export interface PersonRow {
  person_id: string;
  kind: PersonKind;
  shown_name: string;
  name_sealed: Buffer | null;
  /** Code table `id_type`: 31 身份证 … */
  id_type: string;
  id_number_sealed: Buffer | null;
  uscc: string | null;
  phone_sealed: Buffer | null;
  /** JSON `{ division, detail }` inside. */
  address_sealed: Buffer | null;
  assurance: number;
  account_id: string | null;
  representative_id: string | null;
  joined_into: string | null;
  made_at: Date;
  updated_at: Date;
}

/** What one signs in with. */
export interface AccountRow {
  account_id: string;
  person_id: string;
  kind: AccountKind;
  work_name: string | null;
  password_hash: string | null;
  password_changed_at: Date | null;
  known_addresses: Buffer[];
  state: "open" | "closed";
  made_at: Date;
  signed_in_at: Date | null;
}

/** What happened to an account. */
export interface AccountStepRow {
  account_id: string;
  id: string;
  kind: AccountStepKind;
  by_account: string | null;
  /** JSON text when written. */
  facts: Record<string, unknown> | string;
  happened_at: Date;
}

/** Somebody on a post (任职). */
export interface SeatRow {
  account_id: string;
  id: string;
  hall: string;
  post_id: string;
  department: string;
  since_at: Date;
  appointed_by: string | null;
  ended_at: Date | null;
  ended_by: string | null;
}

/** A one-time code (短信验证码). */
export interface PhoneCodeRow {
  key_hash: Buffer;
  code_hash: Buffer;
  tries: number;
  expires_at: Date;
  used_at: Date | null;
  used_by: string | null;
}

/** What an officer's authenticator app knows (第二道验证). */
export interface SecondFactorRow {
  account_id: string;
  /** Base32 inside. */
  secret_sealed: Buffer;
  begun_at: Date;
  /** Null until the first code: shown, and asks for nothing yet. */
  confirmed_at: Date | null;
  /** The last time step whose code was taken. */
  used_step: bigint | null;
}

/** A code for the day the phone is lost (恢复码). */
export interface RecoveryCodeRow {
  account_id: string;
  code_hash: Buffer;
  made_at: Date;
  used_at: Date | null;
}

/** Who may act for a legal person (授权委托). */
export interface MandateRow {
  person_id: string;
  id: string;
  legal_person_id: string;
  role: MandateRole;
  /** JSON text when written. */
  scope: MandateScope | string | null;
  from_on: string;
  until_on: string | null;
  granted_by: string | null;
  granted_at: Date;
  revoked_at: Date | null;
  revoked_by: string | null;
}

/** A change of assurance (实名等级). */
export interface AssuranceChangeRow {
  person_id: string;
  id: string;
  from_level: number;
  to_level: number;
  way: AssuranceWay;
  hall: string | null;
  by_account: string | null;
  note: string | null;
  changed_at: Date;
}

/** A read of personal data (查阅记录). */
export interface AccessLogRow {
  person_id: string;
  id: string;
  account_id: string | null;
  hall: string | null;
  department: string | null;
  fields: string[];
  purpose: string;
  application_id: string | null;
  read_at: Date;
}

/** How far a rotation has come. */
export interface SealProgressRow {
  table_name: string;
  version: number;
  /** JSON text when written. */
  after_key: string[] | string | null;
  renewed: bigint;
  finished_at: Date | null;
}

declare module "../kernel/db/index.ts" {
  interface Tables {
    "identity.lookup": LookupRow;
    "identity.person": PersonRow;
    "identity.account": AccountRow;
    "identity.account_step": AccountStepRow;
    "identity.seat": SeatRow;
    "identity.phone_code": PhoneCodeRow;
    "identity.second_factor": SecondFactorRow;
    "identity.recovery_code": RecoveryCodeRow;
    "identity.mandate": MandateRow;
    "identity.assurance_change": AssuranceChangeRow;
    "identity.access_log": AccessLogRow;
    "identity.seal_progress": SealProgressRow;
  }
}

/** Persons, accounts and digests are asked for apart, so each lies by what it is asked with. */
export const identityTables = declareTables("identity", {
  lookup: { class: "person", key: "key_hash" },
  person: "person",
  account: { class: "person", key: "account_id" },
  account_step: { class: "person", key: "account_id" },
  seat: { class: "person", key: "account_id" },
  phone_code: { class: "person", key: "key_hash" },
  second_factor: { class: "person", key: "account_id" },
  recovery_code: { class: "person", key: "account_id" },
  mandate: "person",
  assurance_change: "person",
  access_log: "person",
  seal_progress: "reference",
});
