import { after, before, test } from "node:test";
import { agentOfCompany } from "./agent.fixture.ts";
import { citizen } from "./citizen.fixture.ts";
import { atCounter } from "./counter.fixture.ts";
import { newGuide } from "./editor.fixture.ts";
import { jointCase } from "./joint.fixture.ts";
import { openTestHall } from "./test-hall.fixture.ts";
import { bare, openStage, type Stage, sayView, viewsOf, wide } from "./walk.fixture.ts";

const open = new AsyncDisposableStack();
let stage: Stage;
before(async () => {
  const hall = open.use(await openTestHall(import.meta.url, { whole: process.env.WANGTING_WHOLE === "yes" }));
  stage = open.use(await openStage(hall));
});
after(() => open.disposeAsync());

// Everyday runs walk the first journey in both views that differ most and the others in one; WANGTING_VIEWS=all walks all in all four.

for (const view of viewsOf(wide, bare)) {
  test(`[C1] [C5] [C21] a citizen goes from everyday words to a result that a stranger checks (${sayView(view)})`, () =>
    stage.walk("a", view, citizen));
}

for (const view of viewsOf(bare)) {
  test(`[C1] [C10] a company's agent waits out a special procedure, and the clock goes on after it (${sayView(view)})`, () =>
    stage.walk("b", view, agentOfCompany));
}

for (const view of viewsOf(wide)) {
  test(`[C1] [D1] three departments handle one joint case, and one sends it back (${sayView(view)})`, () =>
    stage.walk("c", view, jointCase));
}

for (const view of viewsOf(bare)) {
  test(`[C2] [C1] the counter serves somebody without a phone to the end (${sayView(view)})`, () =>
    stage.walk("d", view, atCounter));
}

for (const view of viewsOf(wide)) {
  test(`[B5] [B8] [C1] an imported guide runs to its result, and a shorter limit leaves its running case alone (${sayView(view)})`, () =>
    stage.walk("ef", view, newGuide));
}
