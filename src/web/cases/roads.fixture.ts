import type { Receipt } from "../../application/index.ts";
import { notAccept, pause, voidCase, withdraw } from "../../application/index.ts";
import type { DeskHome } from "../desk/desk.fixture.ts";
import { actorOf, type Citizen, type officeOf } from "./cases.fixture.ts";

/** A road a case can have gone, with the words of its page and of its line in the list. */
export interface Road {
  readonly name: string;
  readonly go: (one: Receipt, citizen: Citizen) => Promise<unknown>;
  readonly title: RegExp;
  readonly line: RegExp;
  readonly journal: RegExp;
}

/** Every road, gone by the acts of an office. */
export function roadsOf(home: DeskHome, office: Awaited<ReturnType<typeof officeOf>>): readonly Road[] {
  return [
    {
      name: "handed in",
      go: async () => {},
      title: /已提交，等待受理/,
      line: /等待受理[\s\S]*潮州市卫生局/,
      journal: /答复是否受理[\s\S]*提交申请[\s\S]*系统核对了/,
    },
    {
      name: "correcting",
      go: (one) => office.ask(one),
      title: /轮到您：请在 3月9日（星期一）前补正/,
      line: /等您补正[\s\S]*您/,
      journal: /一次性告知补正[\s\S]*要改：面积，申请表填 36.5 平方米/,
    },
    {
      name: "accepted",
      go: (one) => office.accept(one),
      title: /已受理，等待审查/,
      line: /已受理/,
      journal: /受理申请[\s\S]*潮州市卫生局/,
    },
    {
      name: "paused",
      go: async (one) => {
        await office.accept(one);
        await pause(home.house, office.actor, {
          ...office.at(one),
          reason: "expert-review",
          ground: "要请专家看一遍",
          days: 10,
        });
      },
      title: /暂停计时/,
      line: /暂停计时/,
      journal: /暂停计时[\s\S]*预计 10 个工作日。这段时间不计入[\s\S]*依据：要请专家看一遍。预计 10 个工作日/,
    },
    {
      name: "approved",
      go: async (one) => {
        await office.accept(one);
        await office.examine(one);
        await office.decide(one);
      },
      title: /准予，正在制作和送达结果/,
      line: /准予/,
      journal: /作出决定：准予/,
    },
    {
      name: "to be collected",
      go: async (one) => {
        await office.accept(one);
        await office.examine(one);
        await office.decide(one);
        await office.issue(one);
        await office.deliver(one, "counter");
      },
      title: /轮到您：请到窗口领取结果/,
      line: /等您领取/,
      journal: /结果在窗口待领/,
    },
    {
      name: "delivered",
      go: async (one) => {
        await office.accept(one);
        await office.examine(one);
        await office.decide(one);
        await office.issue(one);
        await office.deliver(one, "online");
      },
      title: /准予，已经办结/,
      line: /准予/,
      journal: /网上送达[\s\S]*食品经营许可证/,
    },
    {
      name: "refused",
      go: async (one) => {
        await office.accept(one);
        await office.examine(one);
        await office.decide(one, false);
      },
      title: /决定：不予许可/,
      line: /不予许可/,
      journal: /作出决定：不予许可[\s\S]*理由：场所不符合/,
    },
    {
      name: "not accepted",
      go: (one) => notAccept(home.house, office.actor, { ...office.at(one), reason: "不属于本机关职权范围" }),
      title: /不予受理/,
      line: /不予受理/,
      journal: /理由：不属于本机关职权范围/,
    },
    {
      name: "withdrawn",
      go: (one, citizen) => withdraw(home.house, actorOf(citizen), { ...office.at(one), reason: "换了地方" }),
      title: /申请已经撤回/,
      line: /申请人撤回/,
      journal: /撤回申请[\s\S]*理由：换了地方/,
    },
    {
      name: "void",
      go: (one) => voidCase(home.house, office.actor, { ...office.at(one), reason: "重复登记" }),
      title: /办件已经作废/,
      line: /作废/,
      journal: /理由：重复登记/,
    },
  ];
}
