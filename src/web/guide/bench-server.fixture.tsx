import type { AddressInfo } from "node:net";
import Fastify from "fastify";
import { Type } from "typebox";
import { findItemWithKin, listItems } from "../../catalogue/index.ts";
import { openDb } from "../../kernel/db/index.ts";
import { type Page, page, serve, show } from "../../kernel/http/index.ts";
import { createLog } from "../../kernel/log/index.ts";
import { renderDocument } from "../../ui/index.ts";
import { frameOf } from "../frame.ts";
import { hallsAtHand } from "../halls-at-hand.ts";
import { emptyFiles } from "../web.fixture.ts";
import type { GuidePorts } from "./guide.bench.ts";
import { county, guideHouse, guideServer, guides } from "./guide.fixture.ts";
import { guidePage } from "./guide-page.tsx";
import { GuideView } from "./guide-view.tsx";
import { loadGuide } from "./load-guide.ts";
import { elsewhereOf } from "./places.ts";

/**
 * The process the bench asks: a bare Fastify that answers with the text of a guide, and a hall with the same guide: kept,
 * rendered for each visitor anew from what was read before, and rendered with its query. Told `cpu`, it tells the CPU time
 * it has used so far.
 *
 * Environment: `DATABASE_URL`, a migrated database that is empty.
 */
const silent = createLog({ level: "silent" });
const db = await openDb({ url: process.env.DATABASE_URL ?? "", readers: 4, writers: 2, log: silent });
await guides.fill(db);
const { house } = guideHouse(db);
// The log writes its lines, only not to a disk whose speed would be measured instead.
const log = createLog({ level: "info", stream: { write: () => undefined } });
const { items } = await listItems(db, {}, { size: 100 });
const food = items.find((one) => one.name === "食品经营许可（新办）" && one.hall === county);
const found = food && (await findItemWithKin(db, food.id));
if (!food || !found) throw new Error("no guide to measure");
const { cache: _, ...unkept } = guidePage;
const asked: Page = { ...unkept, path: "/asked/:item" };
const halls = await hallsAtHand(house);
const guide = await loadGuide(house, found, []);
const rendered = page({
  method: "GET",
  path: "/rendered/:item",
  role: "anyone",
  summary: "办事指南，数据已经在手",
  params: Type.Object({ item: Type.String() }),
  async handle({ house: served, asset, display, request, csrfToken }) {
    const reader = { request, csrfToken };
    const frame = await frameOf(served, {
      asset,
      display,
      address: request.path,
      site: request.site,
      hall: county,
      reader,
    });
    const others = elsewhereOf(halls, found.kin);
    return show(
      renderDocument(
        <GuideView house={served} frame={frame} guide={guide} home={halls.find(county)} others={others} />,
      ),
    );
  },
});
const pages: Page[] = [asked, rendered];
const hall = await serve({ ...house, log }, await guideServer({ ...house, log }, emptyFiles, pages), { port: 0 });

const text = await (await fetch(`http://127.0.0.1:${hall.port}/items/${food.id}`)).text();
const bare = Fastify();
bare.get("/", async (_request, reply) => reply.type("text/html; charset=utf-8").send(text));
await bare.listen({ port: 0, host: "127.0.0.1" });

process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 });
});
const ports: GuidePorts = {
  bare: (bare.server.address() as AddressInfo).port,
  hall: hall.port,
  kept: `/items/${food.id}`,
  rendered: `/rendered/${food.id}`,
  asked: `/asked/${food.id}`,
  bytes: Buffer.byteLength(text),
};
process.send?.(ports);
