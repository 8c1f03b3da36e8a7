import { HallError } from "../errors/index.ts";
import type { Session } from "./session.ts";

/** How surely we know who is acting: 0 not at all, 1 a confirmed phone number, 2 real name checked (实名), 3 checked in person or by certificate. */
export type Assurance = 0 | 1 | 2 | 3;

/** A seat an officer holds now (岗位): one duty, in one department of one hall. */
export interface Seat {
  readonly post: string;
  readonly duty: string;
  /** Six digits. */
  readonly hall: string;
  /** The department's key in the register of bodies. */
  readonly department: string;
}

/** What an agent may do for a legal person (授权范围); an absent list is no limit. */
export interface ActingScope {
  /** Items by id. */
  readonly items?: readonly string[];
  /** Halls by code. */
  readonly halls?: readonly string[];
}

/** Who acts (办事人或工作人员). `id` is the account; `posts` are the duties an officer may do anywhere, `seats` say where. */
export type Actor =
  | { readonly kind: "anonymous"; readonly id: null; readonly assurance: 0; readonly posts: readonly string[] }
  | {
      readonly kind: "citizen";
      readonly id: string;
      readonly assurance: Assurance;
      readonly posts: readonly string[];
      /** The natural person signed in. */
      readonly person: string;
      /** The legal person acted for (法定代表人或代理人), a person id; `null`: for oneself. */
      readonly actingFor: string | null;
      /** What the mandate to act for it covers; absent or `null`: everything. */
      readonly scope?: ActingScope | null;
    }
  | {
      readonly kind: "staff";
      readonly id: string;
      readonly assurance: Assurance;
      readonly posts: readonly string[];
      readonly seats: readonly Seat[];
    }
  | { readonly kind: "system"; readonly id: string; readonly assurance: Assurance; readonly posts: readonly string[] };

/** Who may knock: everyone, any signed-in applicant, any officer, a partner system, or officers who hold the named post. */
export type Role = "anyone" | "citizen" | "staff" | "system" | (string & {});

/** A visitor who has not signed in. */
export const anonymous: Actor = Object.freeze({ kind: "anonymous", id: null, assurance: 0, posts: Object.freeze([]) });

/** Tells who a request comes from; `identity` supplies it. It is asked only when a session or a bearer token came along. */
export interface Authenticator {
  /**
   * @param visit.session the valid session of the cookie, when there is one.
   * @param visit.bearer the token of an `Authorization: Bearer` header of the API, when there is one.
   * @returns the actor; `anonymous` when nothing given proves anything.
   */
  actorOf(visit: { session: Session | undefined; bearer: string | undefined }): Promise<Actor>;
}

/** Knows nobody: every visitor is anonymous. In use until `identity` is there. */
export const nobody: Authenticator = { actorOf: async () => anonymous };

/**
 * Asks whether this actor may knock at all; whether they may touch this very case is asked in the act.
 *
 * @throws HallError `kernel/sign-in-needed` (401), `kernel/not-your-role` (403), `kernel/stronger-sign-in-needed` (403).
 */
export function authorize(actor: Actor, door: { role: Role; assurance?: Assurance | undefined }): void {
  if (door.role === "anyone" && !door.assurance) return;
  if (actor.kind === "anonymous") throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
  if (!holdsRole(actor, door.role)) {
    throw new HallError("forbidden", "kernel/not-your-role", "您的身份不能使用这项功能");
  }
  if (actor.assurance < (door.assurance ?? 0)) {
    throw new HallError("forbidden", "kernel/stronger-sign-in-needed", "这项业务要求更高等级的实名认证", {
      needed: door.assurance,
    });
  }
}

function holdsRole(actor: Actor, role: Role): boolean {
  if (role === "anyone") return true;
  if (role === "citizen" || role === "staff" || role === "system") return actor.kind === role;
  return actor.kind === "staff" && actor.posts.includes(role);
}
