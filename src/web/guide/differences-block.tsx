import type { ComponentChildren, VNode } from "preact";
import type { DifferenceLine, ItemField } from "../../catalogue/index.ts";
import { Block, Facts } from "../../ui/index.ts";
import type { Guide } from "./load-guide.ts";

const fieldNames: Partial<Record<ItemField, string>> = {
  taskName: "事项名称",
  alias: "别名",
  byLaw: "法律依据",
  acceptCondition: "申请条件",
  materials: "材料",
  situations: "情形",
  flow: "办理流程",
  legalDays: "法定时限（天数）",
  promiseDays: "承诺时限（天数）",
  limitSceneNum: "到现场次数",
  isFee: "收费",
  fees: "收费标准",
  results: "办理结果",
  deliverWay: "领取方式",
  transactAddr: "办理地点",
  transactTime: "办理时间",
  linkWay: "咨询方式",
  superviseWay: "监督投诉",
  faqs: "常见问题",
  handleType: "申请方式",
  isSchedule: "预约",
  isExpress: "寄送",
};

const changeNames = { added: "本地增加", removed: "本地没有", changed: "与上级不同" } as const;

/** What this place does differently from the list above it. */
export function DifferencesBlock({ guide }: { guide: Guide }): VNode | null {
  const { differences } = guide;
  if (differences.length === 0) return null;
  const named = differences.filter(({ field }) => fieldNames[field] !== undefined);
  const rest = differences.length - named.length;
  return (
    <Block id="differences" title="本地与上级目录的不同">
      {named.length > 0 ? (
        <Facts
          facts={named.map((line) => ({
            term: fieldNames[line.field] ?? line.field,
            value: (
              <>
                {line.part ? `${line.part}：` : ""}
                {changeNames[line.change]}
                {compared(line)}
              </>
            ),
          }))}
        />
      ) : null}
      {rest > 0 ? <p class="small quiet above">还有 {rest} 处与申请无关的不同。</p> : null}
    </Block>
  );
}

/** Both sides, where they are short enough to be read beside each other. */
function compared({ upper, lower, change }: DifferenceLine): ComponentChildren {
  const short = (value: unknown): value is string | number =>
    typeof value === "number" || (typeof value === "string" && value.length <= 40);
  if (change !== "changed" || !short(upper) || !short(lower)) return null;
  return `：上级 ${upper}，本地 ${lower}`;
}
