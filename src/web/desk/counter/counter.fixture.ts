import assert from "node:assert/strict";
import { idNumberCheckCharacter } from "../../../kernel/codes/index.ts";
import { browserOf, type DeskHome, newOfficer } from "../desk.fixture.ts";

let visitors = 0;

/** A document nobody has shown here before. */
export function newDocument(): string {
  visitors += 1;
  const digits = `44510219510416${String(visitors).padStart(3, "0")}`;
  return digits + idNumberCheckCharacter(digits);
}

/** A credit code nobody has used: the check character follows from the rest. */
export function newUscc(): string {
  visitors += 1;
  const signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  const base = `91445100MA5${String(visitors).padStart(6, "0")}`;
  const sum = [...base].reduce((total, sign, at) => total + signs.indexOf(sign) * (3 ** at % 31), 0);
  return base + signs[(31 - (sum % 31)) % 31];
}

/** A window officer with somebody standing there, at the list of items. */
export async function counterWith(home: DeskHome) {
  const officer = await newOfficer(home.house, home.own, ["window-officer"]);
  const desk = browserOf(home.server, officer.cookie);
  const idNumber = newDocument();
  const arrived = await desk.send("/desk/counter", "/desk/counter", { name: "郑老伯", idNumber });
  assert.equal(arrived.status, 303, arrived.text.slice(0, 500));
  const items = await desk.open(arrived.to);
  const apply = applyHref(home, items.body);
  return { officer, desk, idNumber, who: new URLSearchParams(arrived.to.split("?")[1]).get("who") ?? "", items, apply };
}

/** Where the item is applied for, in a list of items. */
export function applyHref(home: DeskHome, html: string): string {
  const found = [...html.matchAll(/href="(\/desk\/counter\/apply[^"]*)"/g)]
    .map(([, href = ""]) => href.replaceAll("&amp;", "&"))
    .find((href) => href.includes(home.item.id));
  return found ?? assert.fail("the item is not offered");
}
