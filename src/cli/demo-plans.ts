import type { DeliveryWay } from "../application/index.ts";

/** What somebody does on the way, right before a task of that act is done; once. */
export type Turn =
  | "complete"
  | "ask"
  | "ask-again"
  | "answer"
  | "not-accept"
  | "silence"
  | "claim"
  | "pause"
  | "resume"
  | "extend"
  | "return"
  | "visit"
  | "withdraw"
  | "void";

/** The act of a task (受理 审查 协办意见 决定 制证 送达). */
export type TaskAct = "accept" | "examine" | "opinion" | "decide" | "issue" | "deliver";

/** One demo case: who applies where for what, and how far the story goes. */
export interface Plan {
  readonly key: string;
  /** Name of a shipped guide, as its item is called. */
  readonly item: string;
  readonly hall: string;
  /** Key of a citizen or company of the demo. */
  readonly who: string;
  /** Working days before today on which it is handed in. */
  readonly ago: number;
  /** Working days between two steps. */
  readonly pace: number;
  readonly turns: Partial<Record<TaskAct, readonly Turn[]>>;
  /** The story stops before the first task of this act; goes to the end when absent. */
  readonly until?: TaskAct | undefined;
  readonly refusal?: boolean | undefined;
  readonly way?: DeliveryWay | undefined;
  /** Waits at the counter, and nobody comes. */
  readonly uncollected?: boolean | undefined;
}

const county = "440104";
const city = "440100";
const province = "440000";

/** Items with an examination of their own, and where officers of the demo sit for them. */
const examined: readonly (readonly [string, string, string])[] = [
  ["食品经营许可（新办）", county, "food"],
  ["护士执业注册（首次）", county, "li"],
  ["道路货物运输经营许可", county, "food"],
  ["食品经营许可（新办）", city, "food"],
  ["居住证申领", county, "chen"],
  ["排污许可证核发（首次申请）", city, "pottery"],
  ["道路货物运输经营许可", county, "wang"],
  ["排污许可证核发（首次申请）", province, "food"],
];
/** Quick ones. */
const quick: readonly (readonly [string, string, string])[] = [
  ["个体工商户设立登记", county, "zhang"],
  ["公司设立登记", city, "li"],
  ["生育登记", county, "chen"],
  ["社会保障卡申领", province, "zhang"],
  ["结婚登记（预约）", county, "li"],
  ["个体工商户设立登记", county, "liu"],
  ["社会保障卡申领", province, "wang"],
];
const joint: readonly (readonly [string, string, string])[] = [
  ["建筑工程施工许可证核发", city, "food"],
  ["不动产转移登记（二手房买卖）", city, "zhang"],
  ["开办餐饮店“一件事”", county, "food"],
  ["开办餐饮店“一件事”", county, "li"],
];

/** One kind of story, told as often as there are days. */
interface Kind extends Omit<Plan, "key" | "item" | "hall" | "who" | "ago"> {
  readonly name: string;
  readonly of: readonly (readonly [string, string, string])[];
  /** Handed in so many working days before today, one case each. */
  readonly days: readonly number[];
}

const anything = [...examined, ...quick];

const kinds: readonly Kind[] = [
  { name: "submitted", of: anything, days: [0, 0, 1, 1, 1, 2, 2, 3], pace: 1, turns: {}, until: "accept" },
  { name: "complete", of: examined, days: [1, 2, 3], pace: 1, turns: { accept: ["complete"] }, until: "accept" },
  { name: "asked", of: examined, days: [2, 3, 4, 6, 8], pace: 1, turns: { accept: ["ask"] }, until: "accept" },
  {
    name: "answered",
    of: examined,
    days: [4, 5, 6],
    pace: 1,
    turns: { accept: ["ask", "answer"] },
    until: "accept",
  },
  {
    name: "asked-twice",
    of: examined,
    days: [7],
    pace: 1,
    turns: { accept: ["ask", "answer", "ask-again"] },
    until: "accept",
  },
  { name: "not-accepted", of: examined, days: [12, 20, 31], pace: 2, turns: { accept: ["not-accept"] } },
  { name: "accepted", of: examined, days: [2, 3, 3, 4, 5, 6], pace: 1, turns: {}, until: "examine" },
  { name: "claimed", of: examined, days: [3, 4, 6], pace: 1, turns: { examine: ["claim"] }, until: "examine" },
  { name: "silent", of: examined, days: [7, 9, 11], pace: 1, turns: { accept: ["silence"] }, until: "examine" },
  { name: "silent-through", of: examined, days: [26, 33], pace: 1, turns: { accept: ["silence"] }, way: "online" },
  { name: "paused", of: examined, days: [5, 9, 14, 18], pace: 1, turns: { examine: ["pause"] }, until: "examine" },
  {
    name: "resumed",
    of: examined,
    days: [16, 19, 23],
    pace: 2,
    turns: { examine: ["pause", "resume"] },
    until: "decide",
  },
  { name: "extended", of: examined, days: [8, 10], pace: 1, turns: { examine: ["extend"] }, until: "examine" },
  { name: "late", of: examined, days: [38, 41], pace: 1, turns: {}, until: "examine" },
  { name: "to-decide", of: examined, days: [6, 7, 8, 9], pace: 1, turns: {}, until: "decide" },
  { name: "to-deliver", of: examined, days: [7, 8, 9, 10], pace: 1, turns: {}, until: "deliver" },
  { name: "refused-open", of: examined, days: [8, 9], pace: 1, turns: {}, until: "deliver", refusal: true },
  { name: "refused", of: examined, days: [18, 24, 30], pace: 1, turns: {}, refusal: true, way: "online" },
  { name: "online", of: anything, days: [9, 12, 14, 16, 19, 22, 27, 32, 37, 40], pace: 1, turns: {}, way: "online" },
  { name: "post", of: anything, days: [13, 17, 21, 29], pace: 1, turns: {}, way: "post" },
  { name: "waiting", of: anything, days: [9, 11, 12], pace: 1, turns: {}, way: "counter", uncollected: true },
  {
    name: "collected",
    of: anything,
    days: [13, 15, 18, 20, 23, 25, 28, 34, 36, 39, 41],
    pace: 1,
    turns: { accept: ["visit"] },
    way: "counter",
  },
  {
    name: "corrected",
    of: examined,
    days: [22, 27, 35],
    pace: 1,
    turns: { accept: ["ask", "answer"] },
    way: "counter",
  },
  { name: "withdrawn", of: examined, days: [5, 15], pace: 1, turns: { accept: ["withdraw"] } },
  { name: "withdrawn-late", of: examined, days: [11, 25], pace: 1, turns: { examine: ["withdraw"] } },
  { name: "voided", of: examined, days: [10, 21], pace: 1, turns: { examine: ["void"] } },
  { name: "joint", of: joint, days: [3, 4, 5, 6], pace: 1, turns: {}, until: "decide" },
  { name: "joint-open", of: joint, days: [2, 3, 4], pace: 1, turns: {}, until: "opinion" },
  { name: "joint-return", of: joint, days: [8, 12, 17], pace: 1, turns: { opinion: ["return"] }, way: "online" },
  { name: "joint-done", of: joint, days: [20, 28, 35], pace: 1, turns: {}, way: "counter" },
];

/** Every demo case, in the order of telling. The key stays the same whenever the demo is started. */
export function demoPlans(): readonly Plan[] {
  return kinds.flatMap(({ name, of, days, ...road }, at) =>
    days.map((ago, n): Plan => {
      const [item, hall, who] = of[(n + at) % of.length] ?? quick[0] ?? ["", "", ""];
      return { ...road, key: `${name}-${n + 1}`, item, hall, who, ago };
    }),
  );
}
