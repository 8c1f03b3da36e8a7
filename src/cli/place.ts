import { parseArgs } from "node:util";
import { dayOf, parseDay } from "../kernel/calendar/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import {
  type ChangeCommand,
  type Changed,
  mergeDivisions,
  moveDivision,
  recodeDivision,
  renameDivision,
  resolveDivision,
  splitDivision,
} from "../region/index.ts";
import { inHouse } from "./in-house.ts";
import { complain, say } from "./say.ts";

const usage = `用法（都要 --document 依据文件；--on 生效日，默认今天）：
  ./wangting place show 445121                                   旧代码现在指哪里，依据什么
  ./wangting place rename 445122 饶平区                          更名
  ./wangting place recode 445122 445104 [--name 饶平区]          换代码，下级一起换
  ./wangting place move 445102111 445103 [--code 445103111]      划归另一个上级
  ./wangting place merge 445102 445122 --into 445102 [--name 名] 合并；旧代码指到接收的一方
  ./wangting place split 445122 --part 445106:黄冈区:445122100 --part 445107:上饶区:445122101
                                                                 拆分：代码:名称:归它的下级,下级`;

/** What `place` is told: which act, on which codes. */
export interface PlaceOrder {
  readonly act: "show" | "rename" | "recode" | "move" | "merge" | "split";
  readonly codes: readonly string[];
  readonly values: {
    readonly document?: string;
    readonly on?: string;
    readonly name?: string;
    readonly code?: string;
    readonly into?: string;
    readonly part?: readonly string[];
  };
}

const system: Actor = { kind: "system", id: "command", assurance: 3, posts: [] };
/** How many words each act takes after its name; merging takes two or more. */
const counts = { show: 1, rename: 2, recode: 2, move: 2, merge: undefined, split: 1 } as const;

/**
 * `place`: a place is renamed, recoded, moved, merged or split; the past and every old code stay.
 *
 * @returns 0, or 64 for wrong words; refusals are told by `main`.
 */
export async function place(args: readonly string[]): Promise<number> {
  const order = readOrder(args);
  if (!order) {
    complain(usage);
    return 64;
  }
  return await inHouse(async (house) => {
    const changed = await changePlace(house, order);
    if (changed) {
      say(`✓ 有 ${changed.touched} 个地方不同了 · changed`);
      if (changed.closedHalls.length > 0) say(`  关闭的大厅：${changed.closedHalls.join("、")}`);
    }
    for (const code of order.act === "recode" ? order.codes.slice(0, 1) : codesToTell(order)) await tell(house, code);
    return 0;
  });
}

function codesToTell({ act, codes }: PlaceOrder): readonly string[] {
  return act === "merge" ? codes : codes.slice(0, 1);
}

/** What was typed; undefined when it makes no sense. */
function readOrder(args: readonly string[]): PlaceOrder | undefined {
  try {
    const text = { type: "string" } as const;
    const part = { type: "string", multiple: true } as const;
    const options = { document: text, on: text, name: text, code: text, into: text, part };
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [act = "", ...codes] = positionals;
    if (!isAct(act)) return undefined;
    const isEnough = counts[act] === undefined ? codes.length > 1 : codes.length === counts[act];
    const isWhole =
      act === "show" ||
      (values.document !== undefined && (act !== "merge" || values.into) && (act !== "split" || values.part));
    return isEnough && isWhole ? { act, codes, values } : undefined;
  } catch {
    return undefined;
  }
}

function isAct(word: string): word is PlaceOrder["act"] {
  return Object.hasOwn(counts, word);
}

/** Carries the order out. @returns undefined when nothing was to be changed. @throws HallError as the acts of `region`. */
export async function changePlace(house: House, order: PlaceOrder): Promise<Changed | undefined> {
  const { act, codes, values } = order;
  const [code = "", second = ""] = codes;
  const { name, into = "", part = [] } = values;
  const because: ChangeCommand = {
    on: values.on === undefined ? dayOf(house.clock.now()) : parseDay(values.on),
    document: { title: values.document ?? "" },
  };
  if (act === "show") return undefined;
  return await inTransaction(house.db, (tx) => {
    switch (act) {
      case "rename":
        return renameDivision(house, tx, system, { ...because, code, name: second });
      case "recode":
        return recodeDivision(house, tx, system, { ...because, code, newCode: second, name });
      case "move":
        return moveDivision(house, tx, system, { ...because, code, upper: second, newCode: values.code });
      case "merge":
        return mergeDivisions(house, tx, system, { ...because, codes, into: { code: into, name } });
      case "split":
        return splitDivision(house, tx, system, { ...because, code, into: part.map(partOf) });
    }
  });
}

function partOf(text: string): { code: string; name: string | undefined; takes: string[] } {
  const [code = "", name = "", takes = ""] = text.split(":");
  return { code, name: name === "" ? undefined : name, takes: takes === "" ? [] : takes.split(",") };
}

async function tell(house: House, code: string): Promise<void> {
  const { named, live, reasons } = await resolveDivision(house.db, code);
  say(`${code} ${named.name} → ${live.map((one) => `${one.code} ${one.name}`).join("、")}`);
  for (const { fromOn, document, note } of reasons) say(`  ${fromOn} ${document}${note ? `，${note}` : ""}`);
}
