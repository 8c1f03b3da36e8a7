import type { Specimen } from "../../gallery/specimen.ts";
import { SearchBox } from "./search-box.tsx";

export const specimens: Specimen[] = [
  {
    title: "搜索框：页首、首页、查编号",
    view: () => (
      <div class="stack">
        <SearchBox
          id="s-top"
          label="搜索事项（页首示例）"
          action="/search"
          placeholder="搜事项、证照、部门"
          buttonLook="icon"
        />
        <SearchBox
          id="s-home"
          size="large"
          label="搜索事项（首页示例）"
          action="/search"
          placeholder="例如：开饭店要办什么证"
          value="开饭店要办什么证"
        />
        <SearchBox
          id="s-number"
          name="number"
          label="查办件进度"
          labelShown
          action="/progress"
          placeholder="回执上的 28 位编号"
          button="查询"
          buttonLook="words"
          landmark={false}
        />
      </div>
    ),
  },
];
