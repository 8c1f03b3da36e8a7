import { Type } from "typebox";
import { type Route, route } from "../kernel/http/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { actRoutes } from "./act-routes.ts";
import { applyAgain } from "./apply-again.ts";
import { type CaseView, findCase } from "./case-view.ts";
import { contentsOverJson } from "./contents-over-json.ts";
import { journalOf } from "./journal-queries.ts";
import { listMyCases } from "./my-cases.ts";
import { progressOf } from "./progress.ts";
import { officerQueue, seenOf } from "./queue.ts";
import { notFound } from "./rights.ts";
import { answer, caseParams, casePath, placeOf, signedIn, Text, Uuid } from "./route-shapes.ts";

const may = Type.Optional;

/** Cases as JSON: what is read, and the acts. */
export const caseRoutes: readonly Route[] = [
  ...actRoutes,
  route({
    method: "GET",
    path: casePath,
    role: "anyone",
    summary: "一个办件：状态、谁在办、从何时起、各个时限；申请人和经办部门可看",
    tag: "applications",
    params: caseParams,
    async handle({ house, actor, params }) {
      signedIn(actor);
      const { hall, application } = placeOf(params);
      const view = await findCase(house, actor, hall, application);
      return answer(caseView(view), view.seen);
    },
  }),
  route({
    method: "GET",
    path: `${casePath}/contents`,
    role: "anyone",
    summary: "办件的填写内容和材料；工作人员每读一次，申请人看得到",
    tag: "applications",
    params: caseParams,
    async handle({ house, actor, params }) {
      signedIn(actor);
      const { hall, application } = placeOf(params);
      return answer(await contentsOverJson(house, actor, hall, application));
    },
  }),
  route({
    method: "GET",
    path: `${casePath}/journal`,
    role: "anyone",
    summary: "办理过程，逐步说明",
    tag: "applications",
    params: caseParams,
    async handle({ house, actor, params }) {
      signedIn(actor);
      const { hall, application } = placeOf(params);
      const journal = await journalOf(house, actor, hall, application);
      // Who in the house it was is the department's business.
      const steps = journal.map(({ by, ...line }) => ({ ...line, by: by.kind }));
      return answer({ steps });
    },
  }),
  route({
    method: "GET",
    path: `${casePath}/again`,
    role: "anyone",
    summary: "以旧办件为底再次申请：新草稿的内容",
    tag: "applications",
    params: caseParams,
    async handle({ house, actor, params }) {
      signedIn(actor);
      return answer(await applyAgain(house, actor, placeOf(params)));
    },
  }),
  route({
    method: "GET",
    path: "/my/applications",
    role: "citizen",
    summary: "我的办件，新的在前",
    tag: "applications",
    query: Type.Object({ after: may(Uuid), size: may(Type.Integer({ minimum: 1, maximum: 100 })) }),
    async handle({ house, actor, query }) {
      if (actor.kind !== "citizen") throw notFound();
      const person = parseId(actor.actingFor ?? actor.person);
      const after = query.after === undefined ? undefined : parseId(query.after);
      const { cases, next } = await listMyCases(house.db, person, {
        after,
        size: query.size ?? 20,
        scope: actor.scope,
      });
      return answer({ cases, next: next ?? null });
    },
  }),
  route({
    method: "GET",
    path: "/my/tasks",
    role: "staff",
    summary: "我的待办，新的在前",
    tag: "applications",
    query: Type.Object({
      claimed: may(Type.Enum(["mine", "free"])),
      after: may(Type.String({ maxLength: 200 })),
      size: may(Type.Integer({ minimum: 1, maximum: 100 })),
    }),
    async handle({ house, actor, query }) {
      const { entries, next } = await officerQueue(house, actor, query);
      const tasks = entries.map((entry) => ({
        hall: entry.hall,
        application: entry.application,
        token: entry.token,
        node: entry.node,
        duty: entry.duty,
        department: entry.department,
        openedAt: entry.openedAt,
        claimedBy: entry.claimedBy,
        number: entry.number,
        item: entry.item,
        version: entry.version,
        applicantLabel: entry.applicantLabel,
        phase: entry.phase,
        submittedAt: entry.submittedAt,
        etag: `"${seenOf(entry)}"`,
      }));
      return answer({ tasks, next: next ?? null });
    },
  }),
  route({
    method: "POST",
    path: "/progress",
    role: "anyone",
    rate: "strict",
    summary: "凭办件编号和查询密码查进度，不用登录",
    tag: "applications",
    body: Type.Object({ number: Text(60, "办件编号"), password: Text(30, "查询密码") }),
    async handle({ house, body }) {
      const { state: _, journal, clocks, ...progress } = await progressOf(house, body.number, body.password);
      const steps = journal.map(({ by, words: __, ...line }) => ({ ...line, by: by.kind }));
      return answer({ ...progress, clocks: clocks.all, steps });
    },
  }),
];

function caseView(view: CaseView): object {
  const { hall, application, number, revision, phase, state, version, applicantLabel, tasks, clocks } = view;
  const { document } = version;
  const { submittedAt, receivedAt, acceptance, corrections, pauses, extensions, decision, delivery, visits } = state;
  return {
    hall,
    application,
    number,
    revision,
    phase,
    outcome: state.flow.outcome,
    item: { id: state.item, version: state.version, name: document.taskName },
    applicantLabel,
    submittedAt,
    receivedAt,
    acceptance,
    corrections,
    pauses,
    extensions,
    decision,
    delivery,
    pickedUpAt: state.pickedUpAt,
    finishedAt: state.finishedAt,
    visits,
    tasks,
    clocks: clocks.all,
  };
}
