import assert from "node:assert/strict";
import { test } from "node:test";
import { events } from "./events.ts";
import { faultsOf } from "./fixture-tree.fixture.ts";

test("news of earlier modules, own jobs and the kernel's own topics may be heard", async () => {
  const text = `const a = subscribe("licence.issued", f); const b = { topic: "application.decided" };
    const c = on("message.wanted", f); socket.on("close", f); const d = topic("application.accepted", shape);`;
  assert.deepEqual(await faultsOf(events, { "src/application/jobs.ts": text }), []);
});

const wrong: [string, string][] = [
  ["a subscription to a later module", `subscribe("application.decided", f);`],
  ["a subscription as a value", `export const s = { topic: "application.decided", handle };`],
  ["a subscription by a method", `house.outbox.on("application.decided", f);`],
  ["a topic declared under a foreign name", `export const t = topic("application.decided", shape);`],
  ["an earlier module's name taken", `export const t = topic("region.changed", shape);`],
];

for (const [what, text] of wrong) {
  test(`events finds ${what}`, async () => {
    assert.equal((await faultsOf(events, { "src/licence/jobs.ts": text })).length, 1);
  });
}
