import type { Specimen } from "../../gallery/specimen.ts";
import { ButtonLink } from "../button/index.ts";
import { ErrorSummary } from "./error-summary.tsx";
import { Notice } from "./notice.tsx";

export const specimens: Specimen[] = [
  {
    title: "提示：下一步、补正、没有成功、说明",
    note: "左边一道线，一句话，一个动作。一页最多一条。",
    view: () => (
      <div class="stack">
        <Notice
          icon="calendar"
          title="11月23日（星期一）上午 9:30 到店核查"
          acts={
            <ButtonLink kind="line" size="small" href="/cases/440104-261109-00863/visit">
              改时间
            </ButtonLink>
          }
        >
          <p>地点：越秀区北京路步行街高第街 108 号首层 B03 铺。请有人在场，约 40 分钟。</p>
        </Notice>
        <Notice tone="warn" title="补正还剩 9 个工作日">
          <p>11月25日（星期三）24:00 前交齐。</p>
        </Notice>
        <Notice tone="stop" title="没有提交成功">
          <p>网络中断，已保存草稿。请再按一次“提交”，不会重复。</p>
        </Notice>
        <Notice tone="plain" title="11月28日（星期六）0:00 至 4:00 系统维护">
          <p>期间可查询，不能提交申请。</p>
        </Notice>
      </div>
    ),
  },
  {
    title: "错误摘要：在标题上方，每一条都通到要改的地方",
    view: () => (
      <ErrorSummary
        id="sample-faults"
        faults={[
          { id: "f-items", label: "经营项目", text: "至少选一项" },
          { id: "f-area", label: "场所面积", text: "只填数字，不带单位" },
        ]}
      />
    ),
  },
];
