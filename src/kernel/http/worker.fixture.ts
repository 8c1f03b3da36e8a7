import { show } from "./answer.ts";
import { exampleHouse } from "./house.fixture.ts";
import { page } from "./route.ts";
import { serve } from "./serve.ts";
import { createServer } from "./server.ts";
import { joinWorkers, leaveWorkers } from "./workers.ts";

/** A worker for the tests: `/pid` says who answers, `/stale` makes pages stale, `/kept` is a kept page, `/crash` dies. */
const mark = { renderings: 0 };
const pages = [
  page({
    method: "GET",
    path: "/kept",
    role: "anyone",
    summary: "缓存的页面",
    cache: { tags: ["all"], seconds: 3600 },
    async handle() {
      mark.renderings += 1;
      return show(`${process.pid} ${mark.renderings}`);
    },
  }),
  page({
    method: "GET",
    path: "/pid",
    role: "anyone",
    summary: "谁在回答",
    async handle() {
      return show(String(process.pid));
    },
  }),
  page({
    method: "GET",
    path: "/stale",
    role: "anyone",
    summary: "让缓存过期",
    async handle() {
      server.cache.invalidate(["all"]);
      return show("ok");
    },
  }),
  page({
    method: "GET",
    path: "/crash",
    role: "anyone",
    summary: "工作进程退出",
    async handle() {
      process.kill(process.pid, "SIGKILL");
      return show("");
    },
  }),
];
const { house } = exampleHouse();
const server = await createServer(house, { pages });
joinWorkers(server);
const serving = await serve(house, server, { port: Number(process.argv[2]) });
process.once("SIGTERM", () => {
  void serving
    .close()
    .then(leaveWorkers)
    .then(() => process.exit(0));
});
