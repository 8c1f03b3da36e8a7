import type { Day } from "../../../kernel/calendar/index.ts";
import type { Specimen } from "../../gallery/specimen.ts";
import { CaseBar } from "./case-bar.tsx";
import { DecisionForm, PreReviewForm } from "./decision.tsx";
import { BatchBar, KeyHints, Views } from "./desk-bars.tsx";
import { KioskKeys, KioskTopics } from "./kiosk-keys.tsx";
import { MaterialReview } from "./material-review.tsx";
import { QueueTable } from "./queue.tsx";
import { cards, correctionDraft, kpis, limitsOfCase, materials, noticeLimit, queue } from "./specimen-cases.ts";
import { CardLines, KpiTable } from "./watch.tsx";

const day = (text: string) => text as Day;

export const specimens: Specimen[] = [
  {
    title: "视图、批量、待办表",
    note: "先到期的在前；每行两把小尺，名称不截断。",
    view: () => (
      <>
        <Views
          current="all"
          views={[
            { key: "all", href: "/desk", name: "全部", count: 10_018 },
            { key: "pre", href: "/desk?view=pre-review", name: "待预审", count: 7 },
            { key: "run", href: "/desk?view=running", name: "办理中", count: 8 },
            { key: "paused", href: "/desk?view=paused", name: "暂停", count: 0 },
          ]}
        />
        <BatchBar
          chosen={2}
          acts={[
            { value: "accept", label: "批量受理" },
            { value: "hand", label: "转给同岗" },
            { value: "print", label: "打印清单" },
          ]}
        />
        <QueueTable caption="待办办件，先到期的在前" cases={queue} />
        <KeyHints
          hints={[
            { keys: ["J", "K"], does: "上下移动" },
            { keys: ["回车"], does: "打开" },
          ]}
        />
      </>
    ),
  },
  { title: "没有待办", view: () => <QueueTable caption="待办办件" cases={[]} /> },
  {
    title: "办件条",
    view: () => (
      <>
        <CaseBar
          item="食品经营许可（新办）"
          applicant="越秀区北京街道某小馆"
          begun={{ on: day("2026-11-13"), word: "受理" }}
          node="现场核查"
          holder="核查岗"
          heldSince={day("2026-11-16")}
          limits={limitsOfCase}
          level={4}
        />
        <CaseBar
          item="食品经营许可（新办）"
          applicant="越秀区北京街道某小馆"
          begun={{ on: day("2026-11-19"), word: "收件" }}
          node="预审"
          holder="综合窗口"
          limits={noticeLimit}
          level={4}
        />
      </>
    ),
  },
  {
    title: "机器查，人来定；补正告知书在旁边起草",
    note: "认定“要补正”的理由逐条进入告知书，只告知一次。",
    view: () => (
      <div class="review-grid">
        <MaterialReview materials={materials} form="pre-review" />
        <PreReviewForm
          id="pre-review"
          action="/desk/cases/00863/pre-review"
          csrf="示例"
          title="作出处理"
          outcome="correct"
          corrections={2}
          draft={correctionDraft}
          otherwise="不告知，自收件日起视为受理（行政许可法第三十二条）"
          others={[
            { value: "hand", label: "转给同事" },
            { value: "joint", label: "请部门会办" },
          ]}
          level={4}
        />
      </div>
    ),
  },
  {
    title: "办理意见",
    view: () => (
      <DecisionForm
        id="on-site"
        action="/desk/cases/00863/opinion"
        csrf="示例"
        title="现场核查意见"
        checklist={{
          label: "核查清单",
          done: ["place", "tools"],
          items: [
            { value: "place", label: "场所与平面图一致" },
            { value: "tools", label: "设备设施与申请项目相适应" },
            { value: "health", label: "从业人员持有效健康证明" },
          ],
        }}
        outcomes={[
          { value: "pass", label: "符合，转审批岗决定" },
          { value: "mend", label: "限期整改后复查" },
          { value: "fail", label: "不符合，建议不予许可" },
        ]}
        outcome="pass"
        opinion={{
          hint: "申请人会看到。选“整改”或“不符合”必填理由",
          value: "经现场核查，经营条件与申请材料一致，符合要求。",
        }}
        submit="提交并办下一件"
        others={[
          { value: "pause", label: "暂停计时" },
          { value: "joint", label: "征求意见" },
        ]}
        level={4}
      />
    ),
  },
  { title: "考核指标", view: () => <KpiTable caption="广州市考核指标实际值与目标值" kpis={kpis} /> },
  { title: "黄牌与红牌", note: "每张牌有规则、证据和申诉的路。", view: () => <CardLines cards={cards} /> },
  {
    title: "自助终端的键",
    view: () => (
      <div data-mode="kiosk" class="kiosk-sample">
        <KioskKeys
          main={{
            href: "/kiosk/id-card",
            icon: "scan-line",
            name: "刷身份证办事",
            says: "证件放在屏幕下方感应区，自动显示您能办的事",
          }}
          keys={[
            { href: "/search", icon: "search", name: "找事项", says: "打字、手写或说话" },
            { href: "/progress", icon: "folder-open", name: "查办件进度", says: "扫回执上的码" },
            { href: "/kiosk/print", icon: "printer", name: "打印证照", says: "营业执照、许可证等" },
            { href: "/kiosk/ticket", icon: "ticket", name: "取号", says: "今天等候 4 人" },
          ]}
        />
        <KioskTopics
          topics={[
            { href: "/search?q=居住证", icon: "id-card", name: "居住证申领" },
            { href: "/search?q=社会保障卡", icon: "credit-card", name: "社会保障卡申领" },
            { href: "/search?q=生育登记", icon: "baby", name: "生育登记" },
          ]}
        />
      </div>
    ),
  },
];
