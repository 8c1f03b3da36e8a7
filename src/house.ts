/** The one file that knows all modules, in the order of `house-order.ts`. */
import { application } from "./application/index.ts";
import { catalogue } from "./catalogue/index.ts";
import { disclosure } from "./disclosure/index.ts";
import { identity } from "./identity/index.ts";
import { kernel } from "./kernel/index.ts";
import type { Module } from "./kernel/module/index.ts";
import { material } from "./material/index.ts";
import { notification } from "./notification/index.ts";
import { organization } from "./organization/index.ts";
import { region } from "./region/index.ts";
import { web } from "./web/index.ts";

/** Every module of the house. */
export const modules: readonly Module[] = [
  kernel,
  region,
  organization,
  identity,
  disclosure,
  catalogue,
  material,
  application,
  notification,
  web,
];

/** Every table of the house; the catalogue lint holds the database against it. */
export const allTables = modules.flatMap((module) => module.tables ?? []);
