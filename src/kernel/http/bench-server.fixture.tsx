import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { renderToString } from "preact-render-to-string";
import { Type } from "typebox";
import { createLog } from "../log/index.ts";
import { show } from "./answer.ts";
import { exampleHouse } from "./house.fixture.ts";
import { prerender } from "./prerender.ts";
import { page } from "./route.ts";
import { serve } from "./serve.ts";
import { createServer } from "./server.ts";

/**
 * The process the bench asks: a bare Fastify that answers with a fixed string, and a hall with the same page kept and rendered. Told `cpu`, it tells
 * the CPU time it has used so far.
 */

/**
 * Masthead, footer and icons, the same for everybody and rendered once. What is left to render anew is a tag for every 80 bytes of the page, as in the
 * pages of the look (guide 74, home 86, case 98, desk 78, supervision 68).
 */
function Frame() {
  return (
    <nav>
      {Array.from({ length: 100 }, (_each, at) => (
        <div class="group" key={at}>
          <h2>办事主题第 {at + 1} 类</h2>
          <ul>
            <li>
              <a href={`/topics/${at}/people`}>个人办事</a>
            </li>
            <li>
              <a href={`/topics/${at}/firms`}>法人办事</a>
            </li>
          </ul>
        </div>
      ))}
    </nav>
  );
}
const frame = prerender(<Frame />);

const materials = Array.from({ length: 60 }, (_each, at) => ({
  name: `居民身份证明材料第 ${at + 1} 项`,
  source: at % 3 === 0 ? "政府部门核发" : "申请人自备",
  note: "原件一份，复印件两份，复印件须注明与原件一致并由申请人签名；已有电子证照的免于提交。",
  copies: (at % 4) + 1,
}));

function Guide() {
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <title>办事指南 · 网厅</title>
        <link rel="stylesheet" href="/assets/hall.css" />
      </head>
      <body>
        {frame}
        <main id="main" class="wrap">
          <h1>个体工商户设立登记</h1>
          <table>
            <thead>
              <tr>
                <th scope="col">序号</th>
                <th scope="col">材料名称</th>
                <th scope="col">来源渠道</th>
                <th scope="col">份数</th>
                <th scope="col">要求</th>
              </tr>
            </thead>
            <tbody>
              {materials.map((each, at) => (
                <tr key={each.name} class={at % 2 === 0 ? "even" : "odd"}>
                  <td>{at + 1}</td>
                  <td>
                    <a href={`/materials/${at}`}>{each.name}</a>
                  </td>
                  <td>{each.source}</td>
                  <td>{each.copies}</td>
                  <td>{each.note}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </main>
      </body>
    </html>
  );
}

const params = Type.Object({ item: Type.String({ maxLength: 50 }) });
const common = { method: "GET", role: "anyone", summary: "办事指南", params } as const;
const pages = [
  page({
    ...common,
    path: "/kept/:item",
    cache: { tags: ["items"], seconds: 3600 },
    handle: async () => show(<Guide />),
  }),
  page({ ...common, path: "/rendered/:item", handle: async () => show(<Guide />) }),
];

const { house } = exampleHouse();
// The log writes its lines, only not to a disk whose speed would be measured instead.
const log = createLog({ level: "info", stream: { write: () => undefined } });
const hall = await serve({ ...house, log }, await createServer({ ...house, log }, { pages, perMinute: 0 }), {
  port: 0,
});

const text = `<!doctype html>${renderToString(<Guide />)}`;
const bare = Fastify();
bare.get("/", async (_request, reply) => reply.type("text/html; charset=utf-8").send(text));
await bare.listen({ port: 0, host: "127.0.0.1" });

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 });
});
process.send?.({ bare: (bare.server.address() as AddressInfo).port, hall: hall.port, bytes: Buffer.byteLength(text) });
