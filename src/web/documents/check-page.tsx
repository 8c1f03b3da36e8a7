import { Type } from "typebox";
import { findDocument, readCheckNumber } from "../../application/index.ts";
import type { House } from "../../kernel/house/index.ts";
import { type Page, type PageAnswer, page, show } from "../../kernel/http/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { frameOf, type Place } from "../frame.ts";
import { type CheckAnswer, CheckView } from "./check-view.tsx";

/** More than anybody types by honest mistake. */
const Typed = Type.String({ maxLength: 100 });

/** `/check`: anybody who holds a document types its number and code and learns whether it is ours. */
export const checkPage: Page = page({
  method: "GET",
  path: "/check",
  role: "anyone",
  rate: "strict",
  summary: "查验文书：填查验编号和查验码",
  query: Type.Object({ number: Type.Optional(Typed), code: Type.Optional(Typed) }),
  async handle({ house, query, display, asset, request, csrfToken }) {
    const place = { asset, display, site: request.site, address: "/check", reader: { request, csrfToken } };
    return await answer(house, query.number ?? "", query.code ?? "", place);
  },
});

/** `/check/:number`: where the code on the paper leads. */
export const checkNumberPage: Page = page({
  method: "GET",
  path: "/check/:number",
  role: "anyone",
  rate: "strict",
  summary: "扫文书上的二维码查验",
  params: Type.Object({ number: Typed }),
  query: Type.Object({ code: Type.Optional(Typed) }),
  async handle({ house, params, query, display, asset, request, csrfToken }) {
    const place = { asset, display, site: request.site, address: "/check", reader: { request, csrfToken } };
    return await answer(house, params.number, query.code ?? "", place);
  },
});

async function answer(house: House, number: string, code: string, place: Place): Promise<PageAnswer> {
  // A document belongs to the hall that its number begins with.
  const hall = readCheckNumber(number)?.hall;
  const frame = await frameOf(house, { ...place, ...(hall ? { hall } : {}) });
  const found = await check(house, number.trim(), code.trim());
  const view = <CheckView frame={frame} number={number} code={code} found={found} at={house.clock.now()} />;
  // A check code stands in the address: nobody keeps the page, and no other site hears of it.
  return show(renderDocument(view), { headers: { "cache-control": "no-store", "referrer-policy": "no-referrer" } });
}

async function check(house: House, number: string, code: string): Promise<CheckAnswer> {
  if (number === "" || code === "") return "not-asked";
  return (await findDocument(house, number, code)) ?? "nothing";
}
