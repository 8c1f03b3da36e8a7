import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { type AdminOrder, givePassword, makeAdministrator, takeSecondFactor } from "./administrator.ts";
import { inHouse } from "./in-house.ts";
import { complain, say } from "./say.ts";

const usage = `用法：
  ./wangting admin 大厅代码 --login 登录名 [--name 姓名] [--another]   大厅的第一位管理员；已经有了就不再开，除非写明 --another
  ./wangting admin password 登录名                                  工作人员忘了密码，重发一个
  ./wangting admin second-factor 登录名                             工作人员丢了手机和恢复码，重置第二道验证，密码不变
没有写的在终端里问。密码只显示这一次，不进日志；第一次登录要先改密码。`;

/**
 * `admin`: the first administrator of a hall, and a new password for an officer who lost his, both told once, here; and a way in again
 * for one who lost the phone of his second factor.
 *
 * @returns 0, or 64 for wrong words; refusals are told by `main`.
 */
export async function admin(args: readonly string[]): Promise<number> {
  const order = await completed(readOrder(args));
  if (!order) {
    complain(usage);
    return 64;
  }
  return await inHouse(async (house) => {
    if (order.act === "second-factor") {
      await takeSecondFactor(house, order);
      say("✓ 第二道验证已重置 · second factor reset");
      say(`  登录名  ${order.loginName}（所有设备已退出，岗位要求的登录后重新设置）`);
      return 0;
    }
    const given = order.act === "make" ? await makeAdministrator(house, order) : await givePassword(house, order);
    say(order.act === "make" ? `✓ ${given.where}有了管理员 · administrator` : "✓ 密码已重发 · new password");
    say(`  登录名  ${given.loginName}`);
    say(`  密码    ${given.password}（只显示这一次，登录后先改密码）`);
    say(`  网址    ${house.config.publicUrl}/sign-in`);
    if (order.act === "make" && house.config.staffSecondFactor !== "optional") {
      say("  还要准备一部装了验证器应用的手机：改好密码后设置第二道验证，岗位才生效");
    }
    return 0;
  });
}

/** What was typed; undefined when it makes no sense. */
function readOrder(args: readonly string[]): AdminOrder | undefined {
  try {
    const options = { login: { type: "string" }, name: { type: "string" }, another: { type: "boolean" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { login = "", name, another = false } = values;
    const [word = "", more = "", ...rest] = positionals;
    if (rest.length > 0) return undefined;
    if (word === "password" || word === "second-factor") return { act: word, loginName: more || login };
    if (more !== "" || !/^\d{6}$/.test(word)) return undefined;
    return { act: "make", hall: word, loginName: login, name, another };
  } catch {
    return undefined;
  }
}

/** Asks for what is missing when somebody sits there; undefined when nobody does. */
async function completed(order: AdminOrder | undefined): Promise<AdminOrder | undefined> {
  if (order?.loginName !== "") return order;
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    const loginName = (await terminal.question("登录名 login name：")).trim();
    if (loginName === "") return undefined;
    if (order.act !== "make" || order.name !== undefined) return { ...order, loginName };
    const name = (await terminal.question("姓名，工作时显示 name：")).trim();
    return { ...order, loginName, name: name === "" ? undefined : name };
  } finally {
    terminal.close();
  }
}
