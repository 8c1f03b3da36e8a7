import type { VNode } from "preact";
import { type ChartBox, type ChartLine, type Flow, type FlowChart, layoutFlow } from "../../process/index.ts";
import { Fold } from "../../ui/index.ts";

/** A chart up to this wide keeps its size beside the text; a wider one takes the whole column and has a picture of its own. */
const narrow = 440;
/** Signs on one line of a box, at the largest type a page gives a chart. */
const lineSigns = 10;

/**
 * 审批流程图, drawn from the very flow that cases run (B11): a picture, and the same in words. Folded until asked for; on
 * paper it stands open.
 *
 * @param props.pictureHref the chart as a picture of its own, to be enlarged; absent: none.
 */
export function FlowChartFold(props: { flow: Flow; pictureHref?: string | undefined }): VNode {
  const chart = layoutFlow(props.flow);
  const wide = chart.width > narrow;
  const picture = <FlowPicture chart={chart} name={props.flow.name} />;
  return (
    <Fold title="流程图">
      {wide ? <div>{picture}</div> : <figure>{picture}</figure>}
      <div class="small above">
        <p class="quiet">
          图由正在运行的流程画出，办件就按它走。
          {wide && props.pictureHref ? <a href={props.pictureHref}>单独看大图</a> : null}
        </p>
        <FlowInWords chart={chart} />
      </div>
    </Fold>
  );
}

/** The chart as SVG. `class` names give it the inks of the page; as a picture of its own it has inks and type set in it. */
export function FlowPicture(props: { chart: FlowChart; name: string; alone?: boolean }): VNode {
  const { chart, name, alone } = props;
  const own = alone
    ? {
        xmlns: "http://www.w3.org/2000/svg",
        width: chart.width,
        height: chart.height,
        "font-family": "sans-serif",
        "font-size": "13",
      }
    : { class: "chart", focusable: "false" as const };
  return (
    <svg
      {...own}
      viewBox={`0 0 ${chart.width} ${chart.height}`}
      role="img"
      aria-label={`${name}流程图，文字说明在图下`}
    >
      {alone ? <rect width={chart.width} height={chart.height} fill="#fff" /> : null}
      {chart.lines.map((line) => (
        <Line key={`${line.from} ${line.to}`} line={line} />
      ))}
      {chart.boxes.map((box) => (
        <Box key={box.node} box={box} />
      ))}
      {chart.lines.map((line) => (line.label ? <Label key={`${line.from} ${line.to}`} line={line} /> : null))}
    </svg>
  );
}

function Line({ line }: { line: ChartLine }): VNode {
  const [x = 0, y = 0] = line.points.at(-1) ?? [];
  return (
    <>
      <path class="target-thin" d={line.path} fill="none" stroke="#33404d" stroke-width="1.25" />
      <path class="ink" d={`M${x} ${y}l-4-7h8z`} fill="#33404d" />
    </>
  );
}

function Label({ line }: { line: ChartLine }): VNode {
  // Beside a straight line a branch may leave it: the word stands below that, above the arrow.
  const end = line.points.length === 2 ? line.points[1]?.[1] : undefined;
  const y = end === undefined ? line.labelY + 14 : end - 11;
  return (
    <text class="word" x={line.labelX + 7} y={y} fill="#485564">
      {line.label}
    </text>
  );
}

function Box({ box }: { box: ChartBox }): VNode {
  const { x, y, width, height, kind, name } = box;
  const who = whoWorks(box);
  const lines = inLines(name);
  if (who !== "" && lines.length === 1) lines.push(who);
  const round = kind === "task" || kind === "timer" || kind === "machine" ? 4 : height / 2;
  const first = y + height / 2 + 5 - (lines.length - 1) * 8.5;
  return (
    <>
      <rect
        class={kind === "task" ? "rest" : "track"}
        x={x}
        y={y}
        width={width}
        height={height}
        rx={round}
        fill="#eef2f7"
      />
      <text text-anchor="middle" fill="#131c26">
        {lines.map((text, at) => (
          <tspan key={text} class={text === who ? "word" : "ink"} x={x + width / 2} y={first + at * 17}>
            {text}
          </tspan>
        ))}
      </text>
    </>
  );
}

/** At most two lines; what does not fit is in the words below. */
function inLines(name: string): string[] {
  const signs = [...name];
  if (signs.length <= lineSigns) return [name];
  const second = signs.slice(lineSigns, 2 * lineSigns).join("");
  return [signs.slice(0, lineSigns).join(""), signs.length > 2 * lineSigns ? `${second.slice(0, -1)}…` : second];
}

/** Where each step leads, in words, in the order of the picture. */
function FlowInWords({ chart }: { chart: FlowChart }): VNode {
  const names = new Map(chart.boxes.map(({ node, name }) => [node, name]));
  const boxes = chart.boxes.toSorted((one, other) => one.y - other.y || one.x - other.x);
  return (
    <ol class="bullets above">
      {boxes.map((box) => {
        const ways = chart.lines.filter(({ from }) => from === box.node);
        const who = whoWorks(box);
        return (
          <li key={box.node}>
            {box.name}
            {who === "" ? "" : `（${who}）`}
            {ways.length === 0
              ? "：到此结束"
              : `：${ways.map(({ label, to }) => `${label === "" ? "" : `${label} `}→ ${names.get(to) ?? ""}`).join("；")}`}
          </li>
        );
      })}
    </ol>
  );
}

/** Posts as visitors call those who work there. A body is named by itself; a post nobody outside knows is left out. */
function whoWorks({ who }: ChartBox): string {
  return /^[a-z][a-z0-9-]*$/.test(who) ? (posts[who] ?? "") : who;
}

const posts: Readonly<Record<string, string>> = {
  "window-officer": "窗口",
  "first-examiner": "初审人员",
  reviewer: "审核人员",
  "lead-reviewer": "牵头部门",
  "co-reviewer": "协办部门",
  inspector: "现场核查人员",
  expert: "专家",
  approver: "批准人员",
  registrar: "登记人员",
  issuer: "制证人员",
  maker: "制证人员",
  system: "系统自动",
  town: "镇街",
  village: "村社区",
  county: "县级部门",
  police: "公安",
  hospital: "医院",
  bank: "银行",
  employer: "用人单位",
};
