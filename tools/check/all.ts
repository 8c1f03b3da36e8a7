import { capabilities } from "./capabilities.ts";
import { cycles } from "./cycles.ts";
import { direction } from "./direction.ts";
import { pureEngines } from "./engines.ts";
import { errorTable } from "./error-table.ts";
import { events } from "./events.ts";
import type { Check } from "./finding.ts";
import { forbidden } from "./forbidden.ts";
import { links } from "./links.ts";
import { migrations } from "./migrations.ts";
import { biome, types } from "./programs.ts";
import { texts } from "./texts.ts";

/** Every check that needs no database, the slow ones first so that they run while the others read. */
export const checks: readonly Check[] = [
  types,
  biome,
  direction,
  pureEngines,
  events,
  cycles,
  errorTable,
  ...forbidden,
  texts,
  links,
  capabilities,
  migrations,
];
