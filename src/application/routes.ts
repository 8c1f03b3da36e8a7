import { type TObject, Type } from "typebox";
import { type HallCode, isHallCode } from "../kernel/codes/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import type { House } from "../kernel/house/index.ts";
import { type Actor, type Role, type Route, type RouteAnswer, route } from "../kernel/http/index.ts";
import { type Id, parseId } from "../kernel/ids/index.ts";
import { acceptApplication } from "./accept.ts";
import type { CaseCommand, Moved } from "./act.ts";
import { applyAgain } from "./apply-again.ts";
import { type CaseView, findCase, findContents } from "./case-view.ts";
import { claimTask, releaseTask } from "./claim.ts";
import { correct } from "./correct.ts";
import { decide } from "./decide.ts";
import { deliver, recordPickup } from "./deliver.ts";
import { extend } from "./extend.ts";
import { phaseOf } from "./fold.ts";
import { giveOpinion } from "./give-opinion.ts";
import { issueResult } from "./issue-result.ts";
import { journalOf } from "./journal-queries.ts";
import { listMyCases } from "./my-cases.ts";
import { notAccept } from "./not-accept.ts";
import { pause, resume } from "./pause.ts";
import { preReview } from "./pre-review.ts";
import { progressOf } from "./progress.ts";
import { officerQueue, seenOf } from "./queue.ts";
import { recordVisit } from "./record-visit.ts";
import { requestCorrection } from "./request-correction.ts";
import { returnTask } from "./return-task.ts";
import { notFound } from "./rights.ts";
import { voidCase } from "./void-case.ts";
import { withdraw } from "./withdraw.ts";

const Uuid = Type.String({ pattern: "^[0-9a-fA-F-]{36}$" });
const Text = (most: number, description: string) => Type.String({ maxLength: most, description });
const may = Type.Optional;
const Token = Type.Integer({ minimum: 1, maximum: 1_000_000, description: "环节的令牌号，见办件的 tasks" });
const FlowFacts = may(
  Type.Record(
    Type.String({ maxLength: 40 }),
    Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 200 })]),
  ),
);
const params = Type.Object({
  hall: Type.String({ pattern: "^\\d{6}$", description: "大厅代码" }),
  application: Type.String({ pattern: "^[0-9a-fA-F-]{36}$", description: "办件标识" }),
});
const where = "/halls/:hall/applications/:application";

/** Everything an act on a case has in common: who may knock, what comes in, what is answered. */
function act<B extends TObject>(
  path: string,
  role: Role,
  summary: string,
  body: B,
  run: (house: House, actor: Actor, command: CaseCommand & Type.Static<B>) => Promise<Moved>,
): Route {
  return route({
    method: "POST",
    path: `${where}/${path}`,
    role,
    summary,
    description: "请求头 If-Match 带上看到的 ETag，则办件在此期间变过就拒绝；不带，则按现在的状态办。",
    tag: "applications",
    params,
    body,
    async handle(call) {
      const { house, actor, request } = call;
      signedIn(actor);
      const seen = request.headers["if-match"];
      const place = { ...placeOf(call.params), ...(seen !== undefined && seen.trim() !== "*" && { seen }) };
      const moved = await run(house, actor, { ...(call.body as Type.Static<B>), ...place });
      return answer(movedView(moved), moved.seen);
    },
  });
}

/** Cases as JSON: the same acts as the pages'. */
export const caseRoutes: readonly Route[] = [
  act("pre-review", "staff", "预审：材料齐全", Type.Object({ note: may(Text(500, "说明")) }), (house, actor, command) =>
    preReview(house, actor, { ...command, outcome: "complete" }),
  ),
  act(
    "correction-notices",
    "staff",
    "一次性告知补正，逐项写明理由",
    Type.Object({
      token: may(Token),
      asks: Type.Array(
        Type.Object({
          kind: Type.Enum(["field", "material"]),
          key: Text(60, "填写项或材料的代号"),
          reason: Text(500, "怎样补正"),
        }),
        { minItems: 1, maxItems: 200 },
      ),
      note: may(Text(500, "说明")),
      override: may(Text(500, "再次要求原有内容的原因，会一直留在办件里")),
    }),
    requestCorrection,
  ),
  act(
    "corrections",
    "anyone",
    "提交补正",
    Type.Object({
      answers: may(Type.Record(Type.String({ maxLength: 40 }), Type.Unknown())),
      materials: may(
        Type.Array(
          Type.Object({
            key: Text(60, "材料代号"),
            files: Type.Array(Uuid, { maxItems: 50 }),
            way: Type.Enum(["upload", "paper", "licence"]),
          }),
          { maxItems: 200 },
        ),
      ),
    }),
    (house, actor, { answers, materials, ...place }) =>
      correct(house, actor, {
        ...place,
        answers: answers as Parameters<typeof correct>[2]["answers"],
        materials: materials?.map((one) => ({ ...one, files: one.files.map(parseId) })),
      }),
  ),
  act("acceptance", "staff", "受理", Type.Object({ note: may(Text(500, "说明")) }), acceptApplication),
  act(
    "non-acceptance",
    "staff",
    "不予受理，写明理由和救济途径",
    Type.Object({ reason: Text(2000, "理由"), remedies: may(Text(2000, "救济途径")) }),
    notAccept,
  ),
  act("withdrawal", "anyone", "撤回申请", Type.Object({ reason: may(Text(500, "原因")) }), withdraw),
  act(
    "pauses",
    "staff",
    "特别程序，暂停计时",
    Type.Object({
      reason: Text(40, "特别程序代码"),
      ground: Text(2000, "依据"),
      days: may(Type.Integer({ minimum: 1, maximum: 1000, description: "预计工作日" })),
    }),
    pause,
  ),
  act("resumption", "staff", "特别程序结束，恢复计时", Type.Object({ result: Text(2000, "结果") }), resume),
  act(
    "extensions",
    "staff",
    "延长办理时限，只有一次",
    Type.Object({ days: Type.Integer({ minimum: 1, maximum: 15 }), reason: Text(2000, "理由") }),
    extend,
  ),
  act("claims", "staff", "认领环节", Type.Object({ token: Token }), claimTask),
  act("releases", "staff", "放回环节", Type.Object({ token: Token }), releaseTask),
  act(
    "opinions",
    "staff",
    "审查意见、协办意见",
    Type.Object({
      token: Token,
      opinion: Type.Enum(["agree", "disagree"]),
      text: may(Text(2000, "意见")),
      facts: FlowFacts,
    }),
    giveOpinion,
  ),
  act(
    "returns",
    "staff",
    "退回较早的环节",
    Type.Object({ token: Token, to: Text(40, "环节代号"), reason: Text(2000, "理由") }),
    returnTask,
  ),
  act(
    "decision",
    "staff",
    "作出决定",
    Type.Object({
      token: Token,
      approve: Type.Boolean(),
      opinion: may(Text(2000, "审批意见")),
      reason: may(Text(2000, "不予许可的理由")),
      remedies: may(Text(2000, "救济途径")),
      facts: FlowFacts,
    }),
    decide,
  ),
  act(
    "result",
    "staff",
    "制证签发",
    Type.Object({
      token: Token,
      name: may(Text(200, "文书名称")),
      documentNumber: may(Text(100, "文号、证号")),
      validity: may(Text(200, "有效期")),
    }),
    issueResult,
  ),
  act(
    "delivery",
    "staff",
    "送达：网上、邮寄，或在窗口待领",
    Type.Object({
      token: Token,
      way: Type.Enum(["online", "post", "counter"]),
      waybill: may(Text(60, "邮件号")),
    }),
    deliver,
  ),
  act(
    "pickup",
    "anyone",
    "领取登记",
    Type.Object({
      name: may(Text(100, "领取人")),
      idNumber: may(Text(30, "领取人证件号")),
      note: may(Text(500, "说明")),
    }),
    recordPickup,
  ),
  act("visits", "staff", "登记到现场一次", Type.Object({ note: may(Text(500, "说明")) }), recordVisit),
  act("voiding", "staff", "作废，写明理由", Type.Object({ reason: Text(2000, "理由") }), voidCase),
  route({
    method: "GET",
    path: where,
    role: "anyone",
    summary: "一个办件：状态、谁在办、从何时起、各个时限；申请人和经办部门可看",
    tag: "applications",
    params,
    async handle({ house, actor, params }) {
      signedIn(actor);
      const { hall, application } = placeOf(params);
      const view = await findCase(house, actor, hall, application);
      return answer(caseView(view), view.seen);
    },
  }),
  route({
    method: "GET",
    path: `${where}/contents`,
    role: "anyone",
    summary: "办件的填写内容和材料",
    tag: "applications",
    params,
    async handle({ house, actor, params }) {
      signedIn(actor);
      const { hall, application } = placeOf(params);
      return answer(await findContents(house, actor, hall, application));
    },
  }),
  route({
    method: "GET",
    path: `${where}/journal`,
    role: "anyone",
    summary: "办理过程，逐步说明",
    tag: "applications",
    params,
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
    path: `${where}/again`,
    role: "anyone",
    summary: "以旧办件为底再次申请：新草稿的内容",
    tag: "applications",
    params,
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
      const { cases, next } = await listMyCases(house.db, person, { after, size: query.size ?? 20 });
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
      const tasks = entries.map(({ state, ...entry }) => ({
        ...entry,
        phase: phaseOf(state),
        submittedAt: state.submittedAt,
        etag: `"${seenOf({ revision: entry.revision, state })}"`,
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
      const { state: _, journal, ...progress } = await progressOf(house, body.number, body.password);
      const steps = journal.map(({ by, words: __, ...line }) => ({ ...line, by: by.kind }));
      return answer({ ...progress, steps });
    },
  }),
];

/** A case is nobody's page of the whole world: no copy of it is kept on the way. */
function answer(body: object, seen?: string): RouteAnswer {
  return {
    status: 200,
    body,
    headers: { "cache-control": "no-store", ...(seen !== undefined && { etag: `"${seen}"` }) },
  };
}

function signedIn(actor: Actor): void {
  if (actor.kind === "anonymous") throw new HallError("forbidden", "kernel/sign-in-needed", "请先登录");
}

function placeOf(params: { readonly hall: string; readonly application: string }): { hall: HallCode; application: Id } {
  if (!isHallCode(params.hall)) throw notFound();
  return { hall: params.hall, application: parseId(params.application) };
}

function movedView({ hall, application, number, revision, state }: Moved): object {
  return {
    hall,
    application,
    number,
    revision,
    phase: phaseOf(state),
    outcome: state.flow.outcome,
    tasks: state.tasks,
  };
}

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
