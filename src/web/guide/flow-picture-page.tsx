import { renderToString } from "preact-render-to-string";
import { Type } from "typebox";
import { findItem, findVersion } from "../../catalogue/index.ts";
import { HallError } from "../../kernel/errors/index.ts";
import { page, showText } from "../../kernel/http/index.ts";
import { isId } from "../../kernel/ids/index.ts";
import { layoutFlow } from "../../process/index.ts";
import { FlowPicture } from "./flow-chart.tsx";

/** `/items/:item/flow.svg`: the flow chart as a picture, to be enlarged on a phone or put into a document. */
export const flowPicturePage = page({
  method: "GET",
  path: "/items/:item/flow.svg",
  role: "anyone",
  summary: "办理流程图（SVG），由正在运行的流程画出",
  params: Type.Object({ item: Type.String({ maxLength: 60 }) }),
  cache: { tags: ["items"], seconds: 60 },
  async handle({ house, params }) {
    const item = isId(params.item) ? await findItem(house.db, params.item) : undefined;
    const version = item && item.version > 0 ? await findVersion(house, item.id, item.version) : undefined;
    const flow = version?.document.flow;
    if (!item || !flow) throw new HallError("not-found", "web/no-chart", "这个事项没有流程图");
    const chart = layoutFlow(flow);
    const svg = renderToString(<FlowPicture chart={chart} name={item.name} alone />);
    return showText(`<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`, "image/svg+xml", { tags: [`item:${item.id}`] });
  },
});
