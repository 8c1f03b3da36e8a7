import type { VNode } from "preact";
import { dayOf } from "../../../kernel/calendar/index.ts";
import { CardTable, dayWord, Tag } from "../../../ui/index.ts";
import { branchesAsked } from "../limits.ts";
import type { DeskCase } from "./load.ts";
import type { CaseNames } from "./names.ts";

type Asked = ReturnType<typeof branchesAsked>[number];

/** 协办部门: who was asked, until when, what each said, why and who said it. Nothing for a case of one department. */
export function BranchesPart({ desk, names, now }: { desk: DeskCase; names: CaseNames; now: Date }): VNode | null {
  const asked = branchesAsked(desk.view, desk.journal);
  if (asked.length === 0) return null;
  return (
    <section class="part" aria-labelledby="branches">
      <h2 id="branches">
        协办部门 <small>{countWords(asked)}</small>
      </h2>
      <CardTable
        caption="协办部门的期限和意见"
        captionHidden
        dense
        rows={asked}
        rowKey={({ token }) => `${token}`}
        columns={[
          {
            head: "部门",
            role: "name",
            cell: (one) => (
              <>
                {names.department(one.department)}
                <span class="material-note">{nodeOf(desk, one)}</span>
              </>
            ),
          },
          { head: "应当答复", cell: (one) => dueWords(one, now) },
          { head: "意见", cell: (one) => <Said one={one} /> },
          { head: "理由", cell: (one) => <Reasons desk={desk} names={names} one={one} /> },
        ]}
      />
    </section>
  );
}

/** 3 个，1 个没有答复；2 个同意，1 个不同意 */
function countWords(asked: readonly Asked[]): string {
  const count = (...kinds: Asked["said"][]) => asked.filter(({ said }) => kinds.includes(said)).length;
  const open = count("waiting");
  if (open > 0) return `${asked.length} 个，${open} 个没有答复`;
  const parts = [
    [count("agree"), "同意"],
    [count("disagree"), "不同意"],
    [count("done"), "办完"],
    [count("unasked"), "没有答复"],
  ] as const;
  return parts.flatMap(([number, word]) => (number === 0 ? [] : [`${number} 个${word}`])).join("，");
}

function nodeOf({ view }: DeskCase, { node: key }: Asked): string {
  return view.version.document.flow?.nodes.find((node) => node.key === key)?.name ?? "";
}

function dueWords({ clock, limit }: Asked, now: Date): VNode {
  const stopped = dayWord(clock.stoppedSince ?? dayOf(now));
  return (
    <>
      {clock.dueOn ? dayWord(clock.dueOn) : `停在 ${stopped}`}
      <span class="material-note">{limit} 个工作日</span>
    </>
  );
}

const tags = {
  agree: { tone: "brand", word: "同意" },
  disagree: { tone: "stop", word: "不同意" },
  done: { tone: "plain", word: "办完" },
  unasked: { tone: "off", word: "没有答复" },
} as const;

function Said({ one }: { one: Asked }): VNode {
  const { said, deemed, clock, answeredAt } = one;
  if (said === "waiting") return clock.late ? <Tag tone="stop">逾期没有答复</Tag> : <>还有 {clock.left} 天</>;
  const { tone, word } = tags[said];
  const isLate = clock.late && !deemed && said !== "unasked";
  return (
    <>
      <Tag tone={tone}>{deemed ? `到期视为${word}` : word}</Tag> {isLate ? <Tag tone="warn">逾期</Tag> : null}
      {said === "unasked" || answeredAt === null ? null : (
        <span class="material-note">{dayWord(dayOf(new Date(answeredAt)))}</span>
      )}
    </>
  );
}

/** What was written, and who wrote it. */
function Reasons({ desk, names, one }: { desk: DeskCase; names: CaseNames; one: Asked }): VNode | null {
  const { said, deemed, seq } = one;
  if (said === "unasked") return <span class="quiet">已有结论，不用再答复</span>;
  const line = desk.journal.find((step) => step.seq === seq);
  if (said === "waiting" || !line) return null;
  if (deemed) return <span class="quiet">期限内没有答复，由系统记下</span>;
  const who = names.officer(line.by.id);
  return (
    <>
      {line.words?.opinion ?? <span class="quiet">没有写理由</span>}
      {who === "" ? null : <span class="material-note">{who}</span>}
    </>
  );
}
