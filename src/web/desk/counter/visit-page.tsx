import { Type } from "typebox";
import { registerAtCounter } from "../../../identity/index.ts";
import { isHallCode } from "../../../kernel/codes/index.ts";
import { inTransaction } from "../../../kernel/db/index.ts";
import { HallError } from "../../../kernel/errors/index.ts";
import { type Page, type PageAnswer, page, seeOther, show } from "../../../kernel/http/index.ts";
import { parseId } from "../../../kernel/ids/index.ts";
import { renderDocument } from "../../../ui/index.ts";
import { type DeskCall, surroundOf } from "../console.ts";
import { counterSeats, type Officer, requireOfficer } from "../officer.ts";
import { counterPath } from "../paths.ts";
import { arriveForCompany, companyGaps } from "./company.ts";
import { counterItems, itemsElsewhere } from "./items.ts";
import { ItemsView, VisitView } from "./visit-view.tsx";
import { applicantFacts, requireVisitor, type Visitor, visitorFacts, visitorNote } from "./visitor.ts";

/** 窗口代办: whose document is it? */
const visitPage = page({
  method: "GET",
  path: counterPath,
  role: "window-officer",
  summary: "窗口代办：核对来人的证件",
  handle: async (call) => await view(call, {}, {}),
});

const Typed = Type.Object({
  hall: Type.String({ maxLength: 6 }),
  name: Type.Optional(Type.String({ maxLength: 100 })),
  idNumber: Type.Optional(Type.String({ maxLength: 40 })),
  phone: Type.Optional(Type.String({ maxLength: 30 })),
  uscc: Type.Optional(Type.String({ maxLength: 40 })),
  company: Type.Optional(Type.String({ maxLength: 200 })),
  role: Type.Optional(Type.Union([Type.Literal("representative"), Type.Literal("agent")])),
  legalName: Type.Optional(Type.String({ maxLength: 100 })),
  legalId: Type.Optional(Type.String({ maxLength: 40 })),
  authority: Type.Optional(Type.Literal("seen")),
});

/** Finds or registers the person; from here the visit goes on under a note that only this officer can use. */
const arrivePage = page({
  method: "POST",
  path: counterPath,
  role: "window-officer",
  summary: "窗口代办：找到或登记来人",
  body: Typed,
  async handle(call) {
    const { house, body } = call;
    const officer = requireOfficer(call.actor);
    const { hall, name = "", idNumber = "", phone = "" } = body;
    const empty = {
      ...(name.trim() === "" ? { name: "照证件填写姓名" } : {}),
      ...(idNumber.trim() === "" ? { idNumber: "照证件填写身份证号" } : {}),
    };
    const gaps = { ...empty, ...(await companyGaps(house, body)) };
    if (Object.keys(gaps).length > 0) return await view(call, call.form, gaps);
    if (!isHallCode(hall)) throw new HallError("invalid", "web/answer-missing", "请选择大厅");
    try {
      const visitor = await inTransaction(house.db, async (tx): Promise<Visitor> => {
        const mobile = phone.trim() === "" ? undefined : phone;
        const { person } = await registerAtCounter(house, tx, officer, { hall, name, idNumber, phone: mobile });
        const came = await arriveForCompany(house, tx, officer, { ...body, hall, person });
        return { person: parseId(person), hall, ...came };
      });
      const who = visitorNote(house, officer, visitor);
      return seeOther(`${counterPath}/items?who=${who}`);
    } catch (error) {
      if (!(error instanceof HallError) || (error.kind !== "invalid" && error.kind !== "conflict")) throw error;
      return await view(call, call.form, faultsOf(error));
    }
  },
  refused: async (call) => await view(call, call.form, call.fields),
});

const itemsPage = page({
  method: "GET",
  path: `${counterPath}/items`,
  role: "window-officer",
  summary: "窗口代办：选要办的事项",
  query: Type.Object({ who: Type.String({ maxLength: 1_000 }), q: Type.Optional(Type.String({ maxLength: 60 })) }),
  async handle(call) {
    const { house, query } = call;
    const officer = requireOfficer(call.actor);
    const visitor = requireVisitor(house, officer, query.who);
    const words = query.q?.trim() ?? "";
    const [surround, facts, came, all, elsewhere] = await Promise.all([
      surroundOf(call, officer),
      applicantFacts(house, visitor),
      visitorFacts(house, visitor),
      counterItems(house, officer, visitor),
      words === "" ? [] : itemsElsewhere(house, visitor, words),
    ]);
    const items = all.filter(({ name, plain }) => `${name} ${plain ?? ""}`.includes(words));
    const agent = visitor.company === undefined ? undefined : came;
    const about = { visitor: facts, agent, who: query.who, items, elsewhere, words, isEmpty: all.length === 0 };
    const props = { surround, ...about };
    return show(renderDocument(<ItemsView {...props} />));
  },
});

/** The way in, up to the choice of the item. */
export const visitPages: readonly Page[] = [visitPage, arrivePage, itemsPage];

type Form = Readonly<Record<string, string | readonly string[]>>;

async function view(call: DeskCall, typed: Form, fields: Readonly<Record<string, string>>): Promise<PageAnswer> {
  const officer: Officer = requireOfficer(call.actor);
  const surround = await surroundOf(call, officer);
  const halls = [...new Set(counterSeats(officer).map(({ hall }) => hall))];
  const html = renderDocument(
    <VisitView surround={surround} halls={halls} csrf={call.csrfToken()} typed={typed} fields={fields} />,
  );
  return show(html, Object.keys(fields).length > 0 ? { status: 422 } : {});
}

/** A refusal of a number says it of the number, whatever its field is called. */
function faultsOf({ details, code, message }: HallError): Record<string, string> {
  const { fields } = details;
  const named = typeof fields === "object" && fields !== null ? (fields as Record<string, string>) : {};
  if (code === "codes/bad-phone") return { phone: message };
  if (code === "codes/bad-uscc") return { uscc: message };
  if (code.startsWith("codes/") || code === "identity/bad-document") return { idNumber: message };
  if (code === "identity/name-differs") return { name: message };
  return Object.keys(named).length > 0 ? named : { name: message };
}
