import type { Db } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Hall, type Halls, hallsOf } from "../region/index.ts";
import { servedHalls } from "./served-halls.ts";

const last = new WeakMap<Db, Halls>();

/** The halls this installation serves; what was read last stays at hand for those who may not ask the database. */
export async function hallsAtHand(house: Pick<House, "db" | "config">): Promise<Halls> {
  const halls = servedHalls(await hallsOf(house), house.config.hall);
  last.set(house.db, halls);
  return halls;
}

/** The halls as they were read last; undefined before the first reading. */
export function lastHalls(house: Pick<House, "db">): Halls | undefined {
  return last.get(house.db);
}

/**
 * Which site a host name is: the code of the open hall that has this host, else "" (`ServerParts.siteOf`).
 * Answers from memory: a host given to a hall counts from the next reading of the halls.
 */
export function siteOf(house: Pick<House, "db">): (host: string) => string {
  return (host) => {
    const hall = lastHalls(house)?.at(host);
    return hall?.state === "open" ? hall.code : "";
  };
}

/** The hall whose home is `/`: that of the site, else that of this installation. */
export function ownHall(house: House, halls: Halls, site: string): Hall | undefined {
  return halls.find(site === "" ? house.config.hall : site);
}
