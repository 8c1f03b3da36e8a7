import type { Actor } from "../../kernel/http/index.ts";

/** The natural person behind a citizen's call; the doors of these pages let nobody else in. */
export function personOf(actor: Actor): string {
  return actor.kind === "citizen" ? actor.person : "";
}

/** The legal person acted for. */
export function actingFor(actor: Actor): string | null {
  return actor.kind === "citizen" ? actor.actingFor : null;
}
