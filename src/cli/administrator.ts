import { countHolders, giveNewPassword, resetSecondFactorOf } from "../identity/index.ts";
import { parseHallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { hallsOf } from "../region/index.ts";
import { engageFirst, equipHall, oneTimePassword } from "./open-hall.ts";

/** What `admin` is told. */
export type AdminOrder =
  | {
      readonly act: "make";
      /** Six digits. */
      readonly hall: string;
      readonly loginName: string;
      /** The name shown at work; absent: that of the post. */
      readonly name?: string | undefined;
      /** Also when the hall has an administrator. */
      readonly another: boolean;
    }
  | { readonly act: "password" | "second-factor"; readonly loginName: string };

/** What is shown once. */
export interface GivenAccess {
  readonly where: string;
  readonly loginName: string;
  readonly password: string;
}

const system: Actor = { kind: "system", id: "cli.admin", assurance: 3, posts: [] };

/**
 * Makes the first administrator of a hall, with the departments and posts it needs for that. From then on administrators take
 * others into service themselves.
 *
 * @throws HallError `cli/no-hall` (not-found); `cli/administrator-exists` (conflict); as `engageStaff`.
 */
export async function makeAdministrator(
  house: House,
  order: Extract<AdminOrder, { act: "make" }>,
): Promise<GivenAccess> {
  const hall = parseHallCode(order.hall);
  const found = (await hallsOf(house)).find(hall);
  if (!found) throw new HallError("not-found", "cli/no-hall", `没有 ${hall} 这个大厅`);
  const there = await countHolders(house.db, hall, "hall-administrator");
  if (there > 0 && !order.another) {
    const words = `${found.name}已有 ${there} 位管理员，请由他们录用；确实要再开一位，加 --another`;
    throw new HallError("conflict", "cli/administrator-exists", words);
  }
  await equipHall(house, hall, "开设大厅管理岗");
  const { loginName, name } = order;
  const given = await engageFirst(house, { hall, loginName, name, post: "administrator" });
  return { where: found.name, loginName: given.loginName, password: given.password };
}

/** Gives an officer a new password. @throws HallError as `giveNewPassword`. */
export async function givePassword(house: House, { loginName }: Pick<AdminOrder, "loginName">): Promise<GivenAccess> {
  const password = oneTimePassword();
  await giveNewPassword(house, system, { loginName, password });
  return { where: "", loginName, password };
}

/** Takes the second factor of an officer away. @throws HallError as `resetSecondFactorOf`. */
export async function takeSecondFactor(house: House, { loginName }: Pick<AdminOrder, "loginName">): Promise<void> {
  await resetSecondFactorOf(house, system, { loginName });
}
