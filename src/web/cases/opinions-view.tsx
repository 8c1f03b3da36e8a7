import type { VNode } from "preact";
import { type BranchOpinion, type JournalLine, opinionsOf } from "../../application/index.ts";
import { dayOf } from "../../kernel/calendar/index.ts";
import { dayWord, Facts } from "../../ui/index.ts";
import { type Ground, type Standing, untilWords } from "./standing.ts";

/** 联办: what each department said and when, or until when it has to; its reasons stay in the house. Nothing for a case of one department. */
export function OpinionsView(props: {
  standing: Standing;
  ground: Ground;
  journal: readonly JournalLine[];
}): VNode | null {
  const { standing, ground, journal } = props;
  const asked = opinionsOf(standing.state, journal);
  if (asked.length === 0) return null;
  return (
    <section aria-labelledby="opinions">
      <h2 id="opinions">各部门的意见</h2>
      <Facts
        tight
        facts={asked.map((one) => ({
          term: ground.nameOf(one.department),
          value: sayOpinion(one, standing, ground),
          note: nodeOf(one, standing),
        }))}
      />
    </section>
  );
}

/** 同意，11月20日 */
function sayOpinion({ token, said, deemed, answeredAt }: BranchOpinion, { clocks }: Standing, ground: Ground): string {
  const clock = clocks.branches.find(({ branch }) => branch === `${token}`);
  const until = untilWords(clock, ground.today);
  if (said === "waiting") {
    if (!until) return "暂停计时，等恢复后答复";
    return clock?.late ? `应在 ${until}前答复，已逾期` : `${until}前答复`;
  }
  if (said === "unasked" || answeredAt === null) return "没有答复，不用再答复";
  const day = dayWord(dayOf(new Date(answeredAt)), ground.today);
  if (deemed) return said === "done" ? `到期视为办完，${day}` : `到期视为${words[said]}，${day}`;
  return `${words[said]}，${day}${clock?.late && until ? `（应在 ${until}前答复）` : ""}`;
}

const words = { agree: "同意", disagree: "不同意", done: "已办完" } as const;

/** A department may be asked for two things at once. */
function nodeOf({ token, name }: BranchOpinion, { state, waiting }: Standing): string {
  return name ?? waiting[state.tasks.findIndex((task) => task.token === token)]?.node ?? "";
}
