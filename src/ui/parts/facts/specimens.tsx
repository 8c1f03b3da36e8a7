import type { Specimen } from "../../gallery/specimen.ts";
import { Panel } from "../panel/index.ts";
import { Facts, InlineFacts } from "./facts.tsx";

export const specimens: Specimen[] = [
  {
    title: "名称与内容",
    view: () => (
      <Facts
        facts={[
          { term: "证照", value: "食品经营许可证" },
          { term: "有效期", value: "5 年，期满前可以网上延续" },
          {
            term: "法律依据",
            value: "《食品经营许可和备案管理办法》第二章、第三章",
            note: "国家市场监督管理总局令第78号",
          },
        ]}
      />
    ),
  },
  {
    title: "面板里的紧凑排法、一行的事实",
    view: () => (
      <div class="halves">
        <Panel>
          <h4>这份草稿</h4>
          <Facts
            tight
            facts={[
              { term: "保存于", value: "11月9日 20:41" },
              { term: "保留到", value: "2027年2月7日" },
              { term: "事项版本", value: "第 3 版" },
            ]}
          />
        </Panel>
        <InlineFacts
          facts={[
            <>
              承诺 <b>7 个工作日</b>
            </>,
            "全程网办",
            "不用跑",
            "不收费",
            "越秀区市场监督管理局",
          ]}
        />
      </div>
    ),
  },
];
