import { type TObject, Type } from "typebox";
import type { House } from "../kernel/house/index.ts";
import { type Actor, type Role, type Route, route } from "../kernel/http/index.ts";
import { parseId } from "../kernel/ids/index.ts";
import { acceptApplication } from "./accept.ts";
import type { CaseCommand, Moved } from "./act.ts";
import { confirmVisits } from "./applicant/confirm-visits.ts";
import { claimTask, releaseTask } from "./claim.ts";
import { correct } from "./correct.ts";
import { decide } from "./decide.ts";
import { deliver, recordPickup } from "./deliver.ts";
import { expireCorrection } from "./expire-correction.ts";
import { extend } from "./extend.ts";
import { phaseOf } from "./fold.ts";
import { forwardCase } from "./forward-case.ts";
import { giveOpinion } from "./give-opinion.ts";
import { issueResult } from "./issue-result.ts";
import { notAccept } from "./not-accept.ts";
import { pause, resume } from "./pause.ts";
import { preReview } from "./pre-review.ts";
import { recordVisit } from "./record-visit.ts";
import { requestCorrection } from "./request-correction.ts";
import { returnTask } from "./return-task.ts";
import { answer, caseParams, casePath, placeOf, signedIn, Text, Uuid } from "./route-shapes.ts";
import { terminateCase } from "./terminate-case.ts";
import { transferTask } from "./transfer-task.ts";
import { turnBack, turnBackGrounds } from "./turn-back.ts";
import { voidCase } from "./void-case.ts";
import { withdraw } from "./withdraw.ts";

const may = Type.Optional;
const Token = Type.Integer({ minimum: 1, maximum: 1_000_000, description: "环节的令牌号，见办件的 tasks" });
const FlowFacts = may(
  Type.Record(
    Type.String({ maxLength: 40 }),
    Type.Union([Type.Boolean(), Type.Number(), Type.String({ maxLength: 200 })]),
  ),
);
/** 审查要点 ticked with the act. */
const Checked = may(Type.Array(Type.String({ pattern: "^[0-9a-f]{12}$" }), { maxItems: 500 }));
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
    path: `${casePath}/${path}`,
    role,
    summary,
    description: "请求头 If-Match 带上看到的 ETag，则办件在此期间变过就拒绝；不带，则按现在的状态办。",
    tag: "applications",
    params: caseParams,
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

/** The acts on cases as JSON: the same as the pages'. */
export const actRoutes: readonly Route[] = [
  act(
    "pre-review",
    "staff",
    "预审：材料齐全",
    Type.Object({ note: may(Text(500, "说明")), checked: Checked }),
    (house, actor, command) => preReview(house, actor, { ...command, outcome: "complete" }),
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
      days: may(Type.Integer({ minimum: 1, maximum: 250, description: "给申请人的工作日" })),
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
  act("correction-expiry", "staff", "补正期限已过，办结", Type.Object({}), expireCorrection),
  act(
    "acceptance",
    "staff",
    "受理",
    Type.Object({ note: may(Text(500, "说明")), checked: Checked }),
    acceptApplication,
  ),
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
      checked: Checked,
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
      checked: Checked,
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
  act(
    "visit-confirmations",
    "citizen",
    "申请人确认到现场的次数",
    Type.Object({ visits: Type.Integer({ minimum: 0, maximum: 99 }) }),
    confirmVisits,
  ),
  act(
    "transfers",
    "staff",
    "转办：把环节交给同一大厅里有这个岗位的另一个部门",
    Type.Object({ token: Token, department: Text(60, "部门代号"), reason: Text(2000, "理由") }),
    transferTask,
  ),
  act(
    "forwarding",
    "staff",
    "转报：把受理的办件报送有权决定的机关，在本厅办结",
    Type.Object({ to: Text(100, "转报给哪个机关"), opinion: Text(2000, "初步审查意见") }),
    forwardCase,
  ),
  act("termination", "staff", "终止办理，写明理由", Type.Object({ reason: Text(2000, "理由") }), terminateCase),
  act(
    "turning-back",
    "staff",
    "退回申请人：重复提交、报错事项",
    Type.Object({ ground: Type.Enum([...turnBackGrounds]), reason: Text(2000, "理由") }),
    turnBack,
  ),
  act("voiding", "staff", "作废，写明理由", Type.Object({ reason: Text(2000, "理由") }), voidCase),
];

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
