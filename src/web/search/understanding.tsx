import type { VNode } from "preact";
import type { SearchResult } from "../../catalogue/index.ts";
import { Notice } from "../../ui/index.ts";
import type { Asked } from "./ask.ts";

/** How many were found, and how the phrase was understood. */
export function Understanding(props: { asked: Asked; result: SearchResult; noted: boolean }): VNode | null {
  const { asked, result } = props;
  if (asked.words === "") {
    return (
      <p class="quiet">
        写要办的事就行，如“给孩子上户口”；也可以写证照名称、事项编码或拼音。
        {result.total > 0 ? "下面是这个大厅和上级大厅能办的事项。" : null}
      </p>
    );
  }
  const { synonyms, corrected, dropped } = result.understood;
  if (result.lacking) {
    return (
      <Notice title={`这个大厅还没有“${result.lacking.name}”这个事项`}>
        <p>
          一般找：{result.lacking.who}。
          {result.total > 0 ? `下面 ${result.more ? "的" : `${result.total} 个`}事项只是相近。` : null}
          {props.noted ? "这个说法已经记下，目录的编辑会看到。" : null}
        </p>
      </Notice>
    );
  }
  if (result.total === 0) return null;
  if (result.isVague) {
    return (
      <p class="quiet">
        没有与“{asked.words}”正好相符的事项，下面 {result.total} 个只有部分字相同。
        {props.noted ? "这个说法已经记下，目录的编辑会看到。" : null}
      </p>
    );
  }
  return (
    <p class="quiet">
      找到{result.more ? "多于 " : " "}
      <b>{result.total}</b> 个事项。
      {corrected ? (
        <>
          “{corrected.from}”按 <b>{corrected.to}</b> 搜索。
        </>
      ) : null}
      {synonyms.map(({ said, means }) => (
        <span key={said}>
          “{said}”已理解为{" "}
          {means.slice(0, 3).map((one, at) => (
            <>
              {at > 0 ? "、" : null}
              <b>{one}</b>
            </>
          ))}
          。
        </span>
      ))}
      {dropped.length > 0 ? `没有计入“${dropped.join("”“")}”。` : null}
    </p>
  );
}
