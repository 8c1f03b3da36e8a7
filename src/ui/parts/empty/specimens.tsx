import type { Specimen } from "../../gallery/specimen.ts";
import { Button } from "../button/index.ts";
import { Dialog } from "../dialog/index.ts";
import { Fold } from "../fold/index.ts";
import { Empty, Loading } from "./empty.tsx";

export const specimens: Specimen[] = [
  {
    title: "空、载入、对话框",
    view: () => (
      <div class="thirds">
        <Empty level={4} title="没有待办" text="新的办件到了会出现在这里。" />
        <Loading />
        <Dialog
          id="withdraw-page"
          place="page"
          title="撤回这份申请？"
          acts={
            <>
              <Button type="button" kind="stop">
                撤回
              </Button>
              <Button type="button" kind="plain">
                不撤回
              </Button>
            </>
          }
        >
          <p>撤回后不能恢复，可以重新申请。</p>
        </Dialog>
      </div>
    ),
  },
  {
    title: "浮在页面上的对话框",
    note: "由浏览器自己打开和关闭，不用脚本。",
    view: () => (
      <>
        <Button kind="line" opens="withdraw-over">
          撤回申请
        </Button>
        <Dialog
          id="withdraw-over"
          place="over"
          title="撤回这份申请？"
          acts={
            <>
              <Button kind="stop">撤回</Button>
              <Button kind="plain" closes="withdraw-over">
                不撤回
              </Button>
            </>
          }
        >
          <p>撤回后不能恢复，可以重新申请。</p>
        </Dialog>
      </>
    ),
  },
  {
    title: "折叠：打开、合上",
    view: () => (
      <div>
        <Fold title="只卖预包装食品要办证吗？" open>
          <p>不用许可，办理备案即可。</p>
        </Fold>
        <Fold title="一定要现场核查吗？">
          <p>低风险的新办、经营条件未变的变更或延续，可按规定免于核查。</p>
        </Fold>
      </div>
    ),
  },
];
