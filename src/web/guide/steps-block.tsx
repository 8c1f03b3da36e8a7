import type { VNode } from "preact";
import type { ItemDocument } from "../../catalogue/index.ts";
import { Block, Facts, StatedLimits, Steps } from "../../ui/index.ts";
import { linesOf } from "./conditions-block.tsx";
import { FlowChartFold } from "./flow-chart.tsx";
import { limitWords } from "./item-words.ts";
import type { Guide } from "./load-guide.ts";
import { stepsOfFlow } from "./steps-of-flow.ts";
import { known, Unwritten } from "./unwritten.tsx";

/** 办理流程 and both limits. */
export function StepsBlock({ guide }: { guide: Guide }): VNode {
  const { document, item } = guide;
  return (
    <Block id="steps" title="步骤与时限">
      <Way document={document} />
      <div class="above">
        <Limits document={document} />
      </div>
      <p class="small quiet above">
        材料不齐的，5 个工作日内一次告知要补的全部内容；逾期不告知，自收到之日起即为受理。
        {document.flow ? "各环节的天数是内部上限，整件以承诺时限为准。" : ""}
      </p>
      {document.flow ? <FlowChartFold flow={document.flow} pictureHref={`/items/${item.id}/flow.svg`} /> : null}
    </Block>
  );
}

function Way({ document }: { document: ItemDocument }): VNode {
  const { flow, handleFlow, onlineFlow, offlineFlow } = document;
  if (flow) return <Steps steps={stepsOfFlow(flow)} />;
  const texts = [handleFlow, onlineFlow, offlineFlow].flatMap((text) => linesOf(text));
  if (texts.length === 0) {
    return (
      <p>
        <Unwritten what="办理流程" />
      </p>
    );
  }
  return (
    <>
      {texts.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </>
  );
}

const rulers: Readonly<Record<string, "workday" | "day">> = { wd: "workday", cd: "day" };

function Limits({ document }: { document: ItemDocument }): VNode {
  const { promiseDays, promiseUnit = "wd", promiseNote, legalDays, legalUnit = "wd", legalNote } = document;
  const promised = rulers[promiseUnit];
  const legal = rulers[legalUnit];
  // The rulers count days; without a promise or in months there is nothing to lay side by side.
  if (promiseDays !== undefined && legalDays !== undefined && promised && legal) {
    return (
      <StatedLimits
        promised={{ days: promiseDays, unit: promised, ...(promiseNote ? { note: promiseNote } : {}) }}
        legal={{ days: legalDays, unit: legal, ...(legalNote ? { note: legalNote } : {}) }}
      />
    );
  }
  const says = (days: number | undefined, unit: string) =>
    known(days === undefined ? undefined : limitWords({ days, unit }));
  return (
    <Facts
      facts={[
        { term: "承诺时限", value: says(promiseDays, promiseUnit), ...(promiseNote ? { note: promiseNote } : {}) },
        { term: "法定时限", value: says(legalDays, legalUnit), ...(legalNote ? { note: legalNote } : {}) },
      ]}
    />
  );
}
