import type { Tx } from "../kernel/db/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { Actor } from "../kernel/http/index.ts";
import { ancestorsOf, type Division, hallServing, requireDivision } from "../region/index.ts";
import { type OrganKind, organKinds, usualName } from "./kinds.ts";
import { departmentsOf } from "./queries.ts";
import type { DepartmentKey } from "./tables.ts";
import { announce } from "./topics.ts";
import { openWindows } from "./windows.ts";
import { beginChange, type ChangeCommand, type OrganizationHouse, writeForms } from "./write.ts";

/**
 * Makes the usual set of departments of a place (常设部门): those kinds of its level that it does not have yet, marked
 * `template`, each with its window at the hall of the place. For a new branch hall and for demonstrations; a second run adds nothing.
 *
 * @returns what was added, in portal order.
 * @throws HallError `region/no-division` (not-found), `organization/department-ended` (conflict) for an ended place; as `beginChange`.
 */
export async function makeUsualDepartments(
  house: OrganizationHouse,
  tx: Tx,
  actor: Actor,
  command: ChangeCommand & { division: string },
): Promise<{ added: readonly { key: DepartmentKey; name: string; kind: OrganKind }[] }> {
  const change = await beginChange(house, tx, actor, { ...command, kind: "found" });
  const place = await requireDivision(tx, command.division);
  if (place.state === "ended") {
    throw new HallError("conflict", "organization/department-ended", `${place.name}已经撤销`, { division: place.code });
  }
  const above = await ancestorsOf(tx, place);
  const there = await departmentsOf(tx, place.key);
  const lacking = organKinds.filter((kind) => !there.some((one) => one.kind === kind));
  const last = Math.max(-1, ...there.map(({ position }) => position));
  const added = lacking.flatMap((kind) => {
    const names = namesAt(kind, place, above.at(-1)?.name ?? "");
    return names ? { key: `${place.key}-${kind}` as DepartmentKey, kind, ...names } : [];
  });
  if (added.length === 0) return { added };
  const rows = added.map(({ key }) => ({ key, division: place.key, origin: "template" as const }));
  await tx.insertInto("organization.department").values(rows).execute();
  const forms = added.map((one, index) => ({
    ...one,
    division: place.key,
    nature: "1" as const,
    vertical: one.kind === "tax" || one.kind === "weather" ? ("national" as const) : undefined,
    uscc: undefined,
    orgCode: undefined,
    position: last + 1 + index,
    state: "live" as const,
    version: 0,
  }));
  await writeForms(tx, change, forms);
  const hall = place.level === "town" ? undefined : await hallServing(tx, place.key);
  if (hall) await openWindows(tx, hall, added, house.clock.now());
  const keys = added.map(({ key }) => key);
  await announce(house, tx, change, keys);
  return { added: added.map(({ key, kind, name }) => ({ key, kind, name })) };
}

/** 潮州市公安局湘桥分局, 国家税务总局潮州市湘桥区税务局, 磷溪镇人民政府, 太平街道办事处: bodies whose names do not simply follow the place. */
function namesAt(kind: OrganKind, place: Division, upper: string): { name: string; shortName: string } | undefined {
  const usual = usualName(kind, place.level);
  if (usual === undefined) return undefined;
  const rank = place.name.slice(-1);
  const plain = { name: `${place.name}${usual}`, shortName: `${rank}${usual}` };
  if (kind === "government") {
    if (place.name.endsWith("街道")) return { name: `${place.name}办事处`, shortName: "街道办" };
    return { ...plain, shortName: `${rank}政府` };
  }
  if (kind === "tax") {
    const whole = place.level === "county" ? `${upper}${place.name}` : place.name;
    return { ...plain, name: `国家税务总局${whole}税务局` };
  }
  const isBranch = place.level === "county" && (kind === "environment" || (kind === "security" && rank === "区"));
  if (!isBranch) return plain;
  const head = usualName(kind, "city");
  const stem = place.name.length > 2 ? place.name.slice(0, -1) : place.name;
  return { name: `${upper}${head}${stem}分局`, shortName: `${rank}${head?.replace(/局$/, "分局")}` };
}
