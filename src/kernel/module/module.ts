import type { TableDeclaration, Tx } from "../db/index.ts";
import type { House } from "../house/index.ts";
import type { GaugeDefinition, Page, ReadyCheck, Route } from "../http/index.ts";
import type { Schedule, Subscription, Topic } from "../outbox/index.ts";
import type { SealedColumns } from "../seal/index.ts";

/** What one module brings to the house; `src/house.ts` is the list of them. */
export interface Module {
  /** Its place in `src/house-order.ts`. */
  readonly name: string;
  /** Every table of its schema; the catalogue lint holds the database against them. */
  readonly tables?: readonly TableDeclaration[];
  /** Where it keeps what `house.seal` sealed; a rotation of the keys seals it anew. */
  readonly sealed?: readonly SealedColumns[];
  /** The news it publishes and the work it gives itself. */
  readonly topics?: readonly Topic<unknown>[];
  readonly subscriptions?: readonly Subscription<House>[];
  readonly schedules?: readonly Schedule<House>[];
  readonly routes?: readonly Route[];
  readonly pages?: readonly Page[];
  /** Brings its reference tables to this edition of the program: run at every start after the migrations, so it changes nothing when nothing is new. */
  loadReference?(tx: Tx): Promise<unknown>;
  /** Figures for the watch. */
  gauges?(house: House): readonly GaugeDefinition[];
  /** What must be well before requests come. */
  readyChecks?(house: House): readonly ReadyCheck[];
}
