import type { Route } from "../kernel/http/index.ts";
import { accountRoutes } from "./routes/account-routes.ts";
import { hallRoutes } from "./routes/hall-routes.ts";
import { personRoutes } from "./routes/person-routes.ts";
import { secondFactorRoutes } from "./routes/second-factor-routes.ts";

/** All JSON routes of identity. */
export const routes: readonly Route[] = [...accountRoutes, ...secondFactorRoutes, ...personRoutes, ...hallRoutes];
