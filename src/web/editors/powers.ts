import {
  devolvePower,
  findItemByCode,
  type ItemDocument,
  type ItemState,
  mergeItems,
  splitItem,
  transferPower,
} from "../../catalogue/index.ts";
import { type HallCode, parseHallCode } from "../../kernel/codes/index.ts";
import type { Tx } from "../../kernel/db/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import type { House } from "../../kernel/house/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { type Department, departmentOfKind, departmentsOf } from "../../organization/index.ts";
import type { DivisionKey } from "../../region/index.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { codeOf } from "./code-of.ts";
import type { Kept } from "./kept.ts";

/** What is done to a power, or to the item that says it. */
export interface Power {
  readonly label: string;
  readonly hint: string;
  /** Said on the button. */
  readonly does: string;
}

/** Moving powers and cutting items, by the word in the address. */
export const powers = {
  transfer: { label: "划转", hint: "同级别的部门接手，事项还是它", does: "划转给它" },
  devolve: { label: "下放", hint: "下级部门接手，这里的取消", does: "下放" },
  delegate: { label: "委托", hint: "下级部门也办，这里的保留", does: "委托" },
  split: { label: "拆分", hint: "一个事项分成几个", does: "拆分" },
  merge: { label: "合并", hint: "几个事项合成一个", does: "合并" },
} as const satisfies Record<string, Power>;

export type PowerKey = keyof typeof powers;

export function isPower(text: string): text is PowerKey {
  return Object.hasOwn(powers, text);
}

/** In which states of an item each can be done. */
export function powersOpen({ item, mayReview }: Pick<Kept, "item" | "mayReview">): PowerKey[] {
  const states: Readonly<Record<PowerKey, readonly ItemState[]>> = {
    transfer: ["published"],
    devolve: ["published"],
    delegate: ["published"],
    split: ["published"],
    merge: ["published", "suspended"],
  };
  const keys = Object.keys(powers) as PowerKey[];
  return mayReview && item.version > 0 ? keys.filter((key) => states[key].includes(item.state)) : [];
}

/** A department that could take a power over. */
export interface Candidate {
  readonly value: string;
  readonly label: string;
  readonly hall: HallCode;
  readonly department: Department;
  readonly useLevel: string;
}

/** Code table use_level. */
const levels: Readonly<Record<string, string>> = { province: "2", city: "3", county: "4" };

/** Who could take the power of an item over: the other departments of its place, or those of its kind in the halls below. */
export async function candidatesOf(house: House, kept: Kept, act: PowerKey): Promise<Candidate[]> {
  const { item, department } = kept;
  if (act === "transfer") {
    const found = await departmentsOf(house.db, item.division as DivisionKey);
    return found
      .filter(({ key }) => key !== department?.key)
      .map((one) => ({
        value: String(one.key),
        label: one.name,
        hall: item.hall,
        department: one,
        useLevel: item.useLevel ?? "",
      }));
  }
  if ((act !== "devolve" && act !== "delegate") || !department?.kind) return [];
  const halls = await hallsAtHand(house);
  const home = halls.find(item.hall);
  const candidates: Candidate[] = [];
  for (const hall of home ? halls.below(home) : []) {
    const found = await departmentOfKind(house.db, hall.division.key, department.kind);
    const useLevel = levels[hall.division.level];
    if (!found || useLevel === undefined) continue;
    candidates.push({
      value: hall.code,
      label: `${hall.division.name} · ${found.name}`,
      hall: parseHallCode(hall.code),
      department: found,
      useLevel,
    });
  }
  return candidates;
}

/** What was typed: one value a control, and the chosen receivers. */
export interface TypedPower {
  readonly to: readonly string[];
  readonly parts: readonly { readonly name: string; readonly code: string }[];
  /** Codes of the items to be merged with this one, one a line. */
  readonly codes: string;
  readonly name: string;
  readonly code: string;
  readonly reason: string;
  readonly document: string;
}

/**
 * Does it. @returns the items that stand for it now, itself when it stays.
 * @throws HallError with `details.fields` by control: `to`, `parts.0.name`, `codes`, `name`, `code`, `reason`.
 */
export async function runPower(
  house: House,
  tx: Tx,
  actor: Actor,
  run: { kept: Kept; act: PowerKey; typed: TypedPower; candidates: readonly Candidate[] },
): Promise<readonly Id[]> {
  const { kept, act, typed, candidates } = run;
  const { item } = kept;
  const document = typed.document.trim();
  const ground = { reason: typed.reason.trim(), ...(document !== "" && { document }) };
  const chosen = candidates.filter(({ value }) => typed.to.includes(value));
  switch (act) {
    case "transfer": {
      const [to] = chosen;
      if (!to) throw faulty("to", "请选接收的部门");
      await transferPower(house, tx, actor, { ...ground, item: item.id, to: bodyOf(to) });
      return [item.id];
    }
    case "devolve":
    case "delegate": {
      if (chosen.length === 0) throw faulty("to", "请选承接的部门");
      const to = chosen.map((one) => ({
        ...bodyOf(one),
        hall: one.hall,
        division: String(one.department.division),
        useLevel: one.useLevel,
      }));
      return (await devolvePower(house, tx, actor, { ...ground, item: item.id, how: act, to })).items;
    }
    case "split": {
      const parts = partsOf(typed);
      return (await splitItem(house, tx, actor, { ...ground, item: item.id, parts })).items;
    }
    case "merge": {
      const items = [item.id, ...(await othersOf(house, typed.codes))];
      const into = named(typed.name, typed.code, { name: "name", code: "code" });
      return [(await mergeItems(house, tx, actor, { ...ground, items, into })).item];
    }
  }
}

function bodyOf({ department: { name, uscc } }: Candidate): { deptName: string; deptCode?: string } {
  return { deptName: name, ...(uscc !== undefined && { deptCode: uscc }) };
}

function partsOf({ parts }: TypedPower): Partial<ItemDocument>[] {
  const written = parts.map((part, at) => ({ ...part, at })).filter(({ name, code }) => name !== "" || code !== "");
  if (written.length < 2) throw faulty(`parts.${written.length}.name`, "拆分至少要有两部分，写名称和编码");
  return written.map(({ name, code, at }) => named(name, code, { name: `parts.${at}.name`, code: `parts.${at}.code` }));
}

/** Name and code of a new item; whatever code the old one had goes with it. */
function named(name: string, code: string, at: { name: string; code: string }): Partial<ItemDocument> {
  if (name.trim() === "") throw faulty(at.name, "请写事项名称");
  if (code.trim() === "") throw faulty(at.code, "请写编码：31 位实施编码，没有的写地方编码");
  return { taskName: name.trim(), ...codeOf(code.trim()) };
}

async function othersOf(house: House, codes: string): Promise<Id[]> {
  const wanted = codes.split(/[\s,，、;；]+/).filter((code) => code !== "");
  if (wanted.length === 0) throw faulty("codes", "请写要合并的事项的编码，一行一个");
  const found: Id[] = [];
  for (const code of wanted.slice(0, 50)) {
    const item = await findItemByCode(house.db, code);
    if (!item) throw faulty("codes", `没有编码是“${code.slice(0, 50)}”的事项`);
    found.push(item.id);
  }
  return found;
}

function faulty(field: string, text: string): HallError {
  return new HallError("invalid", "catalogue/bad-parts", text, { fields: { [field]: text } });
}
