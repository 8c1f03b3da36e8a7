import type { Check, Finding } from "./finding.ts";
import { placeOf } from "./place.ts";
import type { ImportOf } from "./source.ts";

/** What the pure modules may take from the kernel; of `clock` only the type: an engine is given the time. */
const pureRooms = ["errors", "clock", "calendar", "ids", "codes"];
const engines = ["form", "process", "trust"];
const pureModules = ["ui", ...engines];
const outsideWorld =
  /^(node:)?(fs|fs\/promises|net|http|https|http2|tls|dgram|dns|child_process|cluster|worker_threads|timers(\/promises)?)$/;
const servers = /^(pg|kysely|fastify|pino|s3mini|prom-client)$|^@fastify\//;

/** The pure engines take data and return data: no database, no HTTP, no files, no clock. */
export const pureEngines: Check = {
  name: "engines",
  title: "纯引擎不碰外界",
  find(tree) {
    const findings: Finding[] = [];
    for (const source of tree.sources) {
      const place = placeOf(source.path);
      if (place.isTest || !pureModules.includes(place.module)) continue;
      for (const one of source.imports) {
        const message = impure(place.module, one);
        if (!message) continue;
        const mend = "let the caller read and hand the data in";
        findings.push({ file: source.path, line: one.line, message: `${place.module} is pure: ${message}`, mend });
      }
    }
    return findings;
  },
};

function impure(module: string, one: ImportOf): string | undefined {
  if (one.target === undefined) {
    if (servers.test(one.specifier)) return `it may not import ${one.specifier}`;
    if (engines.includes(module) && outsideWorld.test(one.specifier)) return `it may not import ${one.specifier}`;
    return undefined;
  }
  const to = placeOf(one.target);
  if (to.module !== "kernel" || to.room === undefined) return undefined;
  if (!pureRooms.includes(to.room)) return `it may not import the kernel's ${to.room}`;
  if (to.room === "clock" && !one.typeOnly) return "of the clock it may import only the type";
  return undefined;
}
