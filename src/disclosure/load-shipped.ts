import { readFileSync } from "node:fs";
import path from "node:path";
import { type Static, Type } from "typebox";
import Value from "typebox/value";
import { fixedClock } from "../kernel/clock/index.ts";
import { findRoot } from "../kernel/config/index.ts";
import type { Tx } from "../kernel/db/index.ts";
import { enterLaw } from "./enter-law.ts";
import { findLaw } from "./queries.ts";

const LawsFile = Type.Object({
  recordedAt: Type.String(),
  laws: Type.Array(
    Type.Object({
      title: Type.String(),
      kind: Type.Enum(["law", "regulation", "local-regulation", "rule", "policy"]),
      number: Type.Optional(Type.String()),
      validFrom: Type.String(),
      complete: Type.Boolean(),
      source: Type.String(),
      articles: Type.Array(Type.Object({ label: Type.String(), body: Type.String() })),
    }),
  ),
});

/** Enters the laws of `seed/laws.json` that have no text here yet; a law that was entered by hand is left alone. @returns how many were entered. */
export async function loadShippedLaws(tx: Tx, file: Static<typeof LawsFile> = readLaws()): Promise<number> {
  const clock = fixedClock(file.recordedAt);
  let entered = 0;
  for (const law of file.laws) {
    const known = await findLaw(tx, law.title);
    if (known && !known.stub) continue;
    await enterLaw({ clock }, tx, { kind: "system", id: "seed", assurance: 3, posts: [] }, law);
    entered++;
  }
  return entered;
}

function readLaws(): Static<typeof LawsFile> {
  return Value.Parse(LawsFile, JSON.parse(readFileSync(path.join(findRoot(), "seed/laws.json"), "utf8")));
}
