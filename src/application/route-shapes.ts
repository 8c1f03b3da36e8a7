import { Type } from "typebox";
import { type HallCode, isHallCode } from "../kernel/codes/index.ts";
import { type Actor, authorize, type RouteAnswer } from "../kernel/http/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";
import { notFound } from "./rights.ts";

export const Uuid = Type.String({ pattern: "^[0-9a-fA-F-]{36}$" });
export const Text = (most: number, description: string) => Type.String({ maxLength: most, description });

/** Where a case is asked for. */
export const caseParams = Type.Object({
  hall: Type.String({ pattern: "^\\d{6}$", description: "大厅代码" }),
  application: Type.String({ pattern: "^[0-9a-fA-F-]{36}$", description: "办件标识" }),
});
export const casePath = "/halls/:hall/applications/:application";

/** A case is nobody's page of the whole world: no copy of it is kept on the way. */
export function answer(body: object, seen?: string): RouteAnswer {
  return {
    status: 200,
    body,
    headers: { "cache-control": "no-store", ...(seen !== undefined && { etag: `"${seen}"` }) },
  };
}

/** Doors that applicants and officers share: whoever they are, they have signed in. */
export function signedIn(actor: Actor): void {
  if (actor.kind === "anonymous") authorize(actor, { role: "citizen" });
}

export function placeOf(params: { readonly hall: string; readonly application: string }): {
  hall: HallCode;
  application: Id;
} {
  if (!isHallCode(params.hall)) throw notFound();
  return { hall: params.hall, application: parseId(params.application) };
}
