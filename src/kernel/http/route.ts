import type { TObject, TSchema } from "typebox";
import type { Assurance, Role } from "./actor.ts";
import type { PageAnswer, RouteAnswer } from "./answer.ts";
import type { Call, LapsedCall, Nothing, PageCall, RefusedCall } from "./call.ts";
import type { SentFile } from "./file-answer.ts";
import type { Freshness } from "./fresh.ts";

/** Methods a route may have; everything but GET and OPTIONS changes something and is guarded against forgery. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/**
 * How often one address may knock, per process: `usual`; `typing` for what is asked at every key; `strict` for acts that cost
 * or guess (sign-in, message codes).
 */
export type RateClass = "usual" | "typing" | "strict";

/** What routes and pages have in common. */
interface Door<P extends TObject, Q extends TObject, B extends TSchema> {
  readonly method: Method;
  /** A pattern: `/halls/:hall/applications/:applicationId`. Routes are mounted under `/api`. */
  readonly path: string;
  readonly role: Role;
  /** Chinese, one line: what it does for whom. Stands in the API document and in rights tests. */
  readonly summary: string;
  /** The least assurance level (实名等级) of the actor. */
  readonly assurance?: Assurance;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly rate?: RateClass;
  /** Bytes; default 1 MB. */
  readonly bodyLimit?: number;
}

/** One answer in the API document; with a schema, only the fields it names leave the house. */
export interface ResponseDefinition {
  readonly description: string;
  readonly schema?: TSchema;
}

/** A JSON route: one value for the handler, the API document and the rights tests. */
export interface RouteDefinition<P extends TObject = TObject, Q extends TObject = TObject, B extends TSchema = TSchema>
  extends Door<P, Q, B> {
  /** Longer Chinese text for the API document. */
  readonly description?: string;
  /** The heading it stands under in the API document; default: the first part of the path. */
  readonly tag?: string;
  readonly responses?: Readonly<Record<number, ResponseDefinition>>;
  /**
   * Media types whose body is not read but handed on as it comes (`call.stream`); other types are refused. The handler limits its size:
   * `bodyLimit` counts only what is read here.
   */
  readonly stream?: readonly string[];
  /**
   * The answer is the same for everybody and may be kept: it gets an ETag, and who has it already gets 304 (GET and role
   * `anyone` only). An answer with an `etag` header of its own needs this only to be kept without asking again.
   */
  readonly fresh?: Freshness;
  /** Runs the act; `params`, `query` and `body` are checked and typed. */
  handle(call: Call<P, Q, B>): Promise<RouteAnswer | SentFile>;
}

/** An HTML page or the act behind its form. */
export interface PageDefinition<P extends TObject = TObject, Q extends TObject = TObject, B extends TSchema = TSchema>
  extends Door<P, Q, B> {
  readonly method: "GET" | "POST";
  /**
   * Keeps the page for visitors without a session (GET and role `anyone` only). Such a page shows nothing that depends on who asks; of the query it
   * sees what its schema names. `tags` make it stale (`cache.invalidate`); after `seconds` (default 60) it is rendered anew in any case.
   */
  readonly cache?: { readonly tags: readonly string[]; readonly seconds?: number };
  /** GET answers with a page; POST with a way on (303) or the same page (422). */
  handle(call: PageCall<P, Q, B>): Promise<PageAnswer>;
  /** Takes `multipart/form-data` too: bytes of one file and number of files at most. `call.upload` hands them on as they come. */
  readonly files?: { readonly mostBytes: number; readonly mostFiles: number };
  /** Shows the form again with what was typed and what to mend; answered with 422. Without it the visitor gets the error page. */
  refused?(call: RefusedCall<P, Q>): Promise<PageAnswer>;
  /**
   * A form of ours (its token was made for the ended session, or the browser says that it stands on a page of ours) whose session is
   * over: keeps what was typed and leads to the sign-in. Without it such a form is refused (401, 403) and what was typed is lost.
   * At a door for anyone: a form from before the visitor signed in or out, or whose visit cookie is gone.
   */
  lapsed?(call: LapsedCall<P, Q>): Promise<PageAnswer>;
}

/** A finished route, whatever its schemas. */
export type Route = RouteDefinition & { readonly kind: "route" };
/** A finished page, whatever its schemas. */
export type Page = PageDefinition & { readonly kind: "page" };

/** Makes a JSON route out of its definition. @throws TypeError when the definition contradicts itself. */
export function route<P extends TObject = Nothing, Q extends TObject = Nothing, B extends TSchema = Nothing>(
  definition: RouteDefinition<P, Q, B>,
): Route {
  checkDoor(definition);
  if (definition.stream && (definition.body || reading.has(definition.method))) {
    throw new TypeError(`${definition.path}: a body is either checked or handed on as it comes`);
  }
  if (definition.fresh && (definition.method !== "GET" || definition.role !== "anyone")) {
    throw new TypeError(`${definition.path}: only what anyone may GET is kept`);
  }
  return { ...definition, kind: "route" };
}

/** Makes a page out of its definition. @throws TypeError when the definition contradicts itself. */
export function page<P extends TObject = Nothing, Q extends TObject = Nothing, B extends TSchema = Nothing>(
  definition: PageDefinition<P, Q, B>,
): Page {
  checkDoor(definition);
  if (definition.cache && (definition.method !== "GET" || definition.role !== "anyone")) {
    throw new TypeError(`${definition.path}: only a GET page for anyone can be cached`);
  }
  if ((definition.files || definition.lapsed) && definition.method !== "POST") {
    throw new TypeError(`${definition.path}: only a POST page takes files and late forms`);
  }
  return { ...definition, kind: "page" };
}

const reading: ReadonlySet<Method> = new Set(["GET", "OPTIONS"]);

function checkDoor(door: Door<TObject, TObject, TSchema>): void {
  if (!door.path.startsWith("/")) throw new TypeError(`${door.path}: a path begins with /`);
  if (reading.has(door.method) && door.body) throw new TypeError(`${door.path}: a ${door.method} takes no body`);
  const named = Array.from(door.path.matchAll(/:(\w+)/g), (found) => found[1]);
  const described = Object.keys(door.params?.properties ?? {});
  for (const name of named) {
    if (!name || !described.includes(name)) throw new TypeError(`${door.path}: params must describe ${name}`);
  }
  for (const name of described) {
    if (!named.includes(name)) throw new TypeError(`${door.path}: params describe ${name}, which the path lacks`);
  }
}
