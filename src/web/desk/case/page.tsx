import { Type } from "typebox";
import { HallError } from "../../../kernel/errors/index.ts";
import { type Page, page, seeOther, show } from "../../../kernel/http/index.ts";
import { isId } from "../../../kernel/ids/index.ts";
import { findFile, materialFileAnswer } from "../../../material/index.ts";
import { renderDocument } from "../../../ui/index.ts";
import { doneBy } from "../acts/index.ts";
import { surroundOf } from "../console.ts";
import { requireOfficer } from "../officer.ts";
import { deskPath } from "../paths.ts";
import { listQueue } from "../queue/list.ts";
import { casePlace, filesIn, loadCase } from "./load.ts";
import { namesFor } from "./names.ts";
import { isPurpose, leaveTrace, openPersonal } from "./personal.ts";
import { CaseView } from "./view.tsx";

const Params = { hall: Type.String({ maxLength: 6 }), application: Type.String({ maxLength: 36 }) };

/** One case. `show` says what personal data is needed for, and leaves an entry that the applicant sees. */
const casePage = page({
  method: "GET",
  path: "/desk/cases/:hall/:application",
  role: "staff",
  summary: "工作台：一个办件的申请表、材料、办理经过和现在能办的事",
  params: Type.Object(Params),
  query: Type.Object({
    token: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    show: Type.Optional(Type.String({ maxLength: 20 })),
    done: Type.Optional(Type.String({ maxLength: 30 })),
  }),
  async handle(call) {
    const { house, query } = call;
    const officer = requireOfficer(call.actor);
    const desk = await loadCase(house, officer, casePlace(call.params), query.token);
    const purpose = isPurpose(query.show) ? query.show : undefined;
    const [personal, surround, names] = await Promise.all([
      purpose && openPersonal(house, officer, desk, purpose),
      surroundOf(call, officer),
      namesFor(house, desk),
    ]);
    const html = renderDocument(
      <CaseView
        surround={surround}
        scene={{ house, officer, desk }}
        names={names}
        csrf={call.csrfToken()}
        done={query.done === undefined ? undefined : doneBy(query.done)}
        personal={personal}
        purpose={purpose}
      />,
    );
    return show(html);
  },
});

/** A file of a case, for those who may read the case. */
const filePage = page({
  method: "GET",
  path: "/desk/cases/:hall/:application/files/:file",
  role: "staff",
  summary: "工作台：看或下载办件的一个文件，留下申请人能看到的记录",
  params: Type.Object({ ...Params, file: Type.String({ maxLength: 36 }) }),
  query: Type.Object({ download: Type.Optional(Type.Literal("yes")) }),
  async handle(call) {
    const { house, params, query } = call;
    const officer = requireOfficer(call.actor);
    const desk = await loadCase(house, officer, casePlace(params), undefined);
    const { view, form, answers, checked } = desk;
    const isOfCase = isId(params.file) && filesIn(form, answers, checked).includes(params.file);
    const file = isOfCase ? await findFile(house.db, view.hall, params.file) : undefined;
    if (!file) throw new HallError("not-found", "web/no-case-file", "这个办件里没有这个文件");
    await leaveTrace(house, officer, desk, file.id);
    return materialFileAnswer(house, file, { inline: query.download !== "yes" });
  },
});

/** 办理下一件: what first falls due. */
const nextPage = page({
  method: "GET",
  path: `${deskPath}/next`,
  role: "staff",
  summary: "工作台：打开最先到期的待办",
  async handle({ house, actor }) {
    const { rows } = await listQueue(house, requireOfficer(actor), {});
    return seeOther(rows[0]?.href ?? deskPath);
  },
});

/** A case, its files, and the way to the next one. */
export const casePages: readonly Page[] = [casePage, filePage, nextPage];
