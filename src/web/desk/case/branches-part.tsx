import type { VNode } from "preact";
import { dayOf } from "../../../kernel/calendar/index.ts";
import { CardTable, dayWord, Tag } from "../../../ui/index.ts";
import { branchesAsked } from "../limits.ts";
import type { DeskCase } from "./load.ts";
import type { CaseNames } from "./names.ts";

/** 协办部门: who was asked, until when, who has answered. Nothing for a case of one department. */
export function BranchesPart({ desk, names, now }: { desk: DeskCase; names: CaseNames; now: Date }): VNode | null {
  const asked = branchesAsked(desk.view);
  if (asked.length === 0) return null;
  const open = asked.filter(({ clock }) => clock.phase !== "done").length;
  return (
    <section class="part" aria-labelledby="branches">
      <h2 id="branches">
        协办部门 <small>{open === 0 ? "都已答复" : `${asked.length} 个，${open} 个没有答复`}</small>
      </h2>
      <CardTable
        caption="协办部门的答复期限"
        captionHidden
        dense
        rows={asked}
        rowKey={({ token }) => `${token}`}
        columns={[
          { head: "部门", role: "name", cell: ({ department }) => names.department(department) },
          { head: "期限", cell: ({ limit }) => `${limit} 个工作日` },
          {
            head: "应当答复",
            cell: ({ clock }) =>
              clock.dueOn
                ? dayWord(clock.dueOn)
                : `停在 ${clock.stoppedSince ? dayWord(clock.stoppedSince) : dayWord(dayOf(now))}`,
          },
          {
            head: "情况",
            cell: ({ clock, answeredAt }) =>
              answeredAt !== null ? (
                <>
                  {dayWord(dayOf(new Date(answeredAt)))}答复{clock.late ? <Tag tone="warn">逾期</Tag> : null}
                </>
              ) : clock.late ? (
                <Tag tone="stop">逾期没有答复</Tag>
              ) : (
                `还有 ${clock.left} 天`
              ),
          },
        ]}
      />
    </section>
  );
}
