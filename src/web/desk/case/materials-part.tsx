import type { VNode } from "preact";
import type { CheckedMaterial } from "../../../application/index.ts";
import { sayFault } from "../../../form/index.ts";
import { CardTable, Icon, Notice } from "../../../ui/index.ts";
import { Points, ticksOf } from "../acts/checks.tsx";
import { filesOfMaterial, findingsOf, sourceOf } from "./findings.ts";
import type { DeskCase } from "./load.ts";

/** 材料: the files, what the machine found, and beside each what the officer has to look at (审查要点). @param form id of the form that the ticks go with. */
export function MaterialsPart({ desk, form }: { desk: DeskCase; form?: string | undefined }): VNode {
  const { checked } = desk;
  const { points, ticked } = ticksOf(desk);
  const general = points.filter(({ material }) => material === undefined);
  const doubts = checked.materials.filter((one) => findingsOf(desk, one).some(({ doubt }) => doubt)).length;
  return (
    <>
      <section class="part" aria-labelledby="materials">
        <h2 id="materials">
          材料与审查要点{" "}
          <small>
            {checked.materials.length} 件{doubts > 0 ? `，${doubts} 件请细看` : ""}
          </small>
        </h2>
        {checked.materials.length === 0 ? (
          <p class="quiet">这次申请不用交材料。</p>
        ) : (
          <CardTable
            caption="材料、机器查到的和审查要点"
            captionHidden
            dense
            kind="review"
            rows={checked.materials}
            rowKey={({ material }) => material.key}
            columns={[
              { head: "材料", role: "name", cell: (one) => <Given one={one} /> },
              { head: "文件和检查", cell: (one) => <Found desk={desk} one={one} /> },
              {
                head: "审查要点",
                cell: ({ material }) => (
                  <Points
                    points={points.filter((one) => one.material === material.materialName)}
                    ticked={ticked}
                    form={form}
                  />
                ),
              },
            ]}
          />
        )}
      </section>
      <Machine desk={desk} />
      {general.length > 0 ? (
        <section class="part" aria-labelledby="points">
          <h2 id="points">
            审查要点 <small>整个事项</small>
          </h2>
          <div class="small">
            <Points points={general} ticked={ticked} form={form} />
          </div>
        </section>
      ) : null}
    </>
  );
}

function Given({ one }: { one: CheckedMaterial }): VNode {
  const { key, materialName } = one.material;
  return (
    <span id={`m-${key}`}>
      <b>{materialName}</b>
      <span class="sub">{sourceOf(one)}</span>
    </span>
  );
}

/** The files to look at, and what the machine found in them. */
function Found({ desk, one }: { desk: DeskCase; one: CheckedMaterial }): VNode {
  return (
    <>
      {filesOfMaterial(desk, desk.view, one).map(({ id, name, href, save }) => (
        <p key={id}>
          <a href={href} target="_blank" rel="noopener">
            {name}
          </a>{" "}
          <a href={save} aria-label={`下载 ${name}`}>
            下载
          </a>
        </p>
      ))}
      <ul class="found">
        {findingsOf(desk, one).map(({ says, doubt }) => (
          <li key={says} class={doubt ? "is-doubt" : undefined}>
            <Icon name={doubt ? "triangle-alert" : "check"} />
            <span>
              {doubt ? <span class="sr">请看：</span> : null}
              {says}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the machine says of the answers as they stand today (机器预审). */
function Machine({ desk }: { desk: DeskCase }): VNode {
  const { faults, materials } = desk.checked;
  const missing = materials.filter((one) => one.missing).length;
  if (faults.length === 0 && missing === 0) {
    return (
      <section class="part" aria-labelledby="machine">
        <h2 id="machine">机器预审</h2>
        <p class="filled">
          <Icon name="check" />
          填写的内容和材料的件数都符合事项要求，内容由人审查。
        </p>
      </section>
    );
  }
  return (
    <section class="part" aria-labelledby="machine">
      <h2 id="machine">机器预审</h2>
      <Notice tone="warn" title={`有 ${faults.length + missing} 处请细看`}>
        <ul class="bullets">
          {faults.map((fault) => (
            <li key={fault.name}>
              {fault.label}：{sayFault(fault)}
            </li>
          ))}
          {missing > 0 ? <li>少 {missing} 件必须提交的材料</li> : null}
        </ul>
      </Notice>
    </section>
  );
}
