import type { VNode } from "preact";

const scales = [
  {
    title: "蓝：品牌与操作",
    steps: [
      "blue-950",
      "blue-900",
      "blue-800",
      "blue-700",
      "blue-600",
      "blue-500",
      "blue-400",
      "blue-300",
      "blue-200",
      "blue-100",
      "blue-50",
    ],
  },
  {
    title: "灰：文字与线",
    steps: [
      "grey-950",
      "grey-900",
      "grey-800",
      "grey-700",
      "grey-600",
      "grey-500",
      "grey-400",
      "grey-300",
      "grey-200",
      "grey-150",
      "grey-100",
      "grey-50",
    ],
  },
  {
    title: "琥珀与红：只用于监督牌、补正和错误",
    steps: ["amber-800", "amber-500", "amber-200", "amber-50", "red-800", "red-600", "red-200", "red-50"],
  },
] as const;

/** The scale the roles are taken from, in the hue of the hall shown. */
export function Palette(): VNode {
  return (
    <>
      {scales.map((scale) => (
        <div key={scale.title}>
          <h3>{scale.title}</h3>
          <ul class="swatches">
            {scale.steps.map((step) => (
              <li key={step}>
                <svg aria-hidden="true" viewBox="0 0 1 1" preserveAspectRatio="none" focusable="false">
                  <rect width="1" height="1" fill={`var(--${step})`} />
                </svg>
                <span class="code">{step}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <h3>字号：黑体用于界面，宋体只用于法律文书和证照</h3>
      <div class="type-scale">
        <p class="type-46">您要办什么事？</p>
        <p class="type-38">食品经营许可（新办）</p>
        <p class="type-24">要准备的材料</p>
        <p class="type-18">承诺 7 个工作日，法定 10 个工作日</p>
        <p>材料不齐的，5 个工作日内一次告知需要补正的全部内容；逾期不告知的，自收到申请材料之日起即为受理。</p>
        <p class="small quiet">事项编码 440131903000 · 第 3 版 · 2026-11-18 公布</p>
      </div>
    </>
  );
}
