import assert from "node:assert/strict";
import { test } from "node:test";
import { actsHouse } from "./acts.fixture.ts";
import { applicant, approver, at, clerk, refusedWithoutTrace, reviewer } from "./application.fixture.ts";
import { clockFactsOf, clocksOf, forwardCase, outcomeNames, pause, phaseOf } from "./index.ts";

const { accepted, clock, closedToStrangers, decided, fresh, house, lastLine } = await actsHouse(import.meta.url);
const words = { to: "广东省市场监督管理局", opinion: "材料齐全，符合条件，建议准予" };

test("an accepted case is handed on to the body that decides and ends here; its due day stays, and the opinion is for officers", async () => {
  const { place, moved } = await accepted();
  const due = ({ state }: typeof moved) => clocksOf(clockFactsOf(state), house.calendar, clock.now()).legal?.dueOn;
  const before = due(moved);
  clock.set(at("2026-03-04"));
  const done = await forwardCase(house, approver, { ...place, ...words });
  assert.deepEqual([phaseOf(done.state), done.state.flow.outcome, done.state.tasks], ["finished", "forwarded", []]);
  assert.deepEqual([due(done), done.state.decision], [before, null]);
  const [own, office] = [await lastLine(applicant, place), await lastLine(clerk, place)];
  assert.deepEqual([own?.title, own?.facts], ["转报有权决定的机关", [`办结：${outcomeNames.forwarded}`]]);
  assert.deepEqual(own?.words, { to: words.to });
  assert.equal(office?.words?.opinion, words.opinion);
});

test("nothing is handed on before acceptance, after the decision, or while the case stands still; body and opinion have to be named", async () => {
  const early = await fresh();
  await refusedWithoutTrace(house, early.application, "application/not-accepted-yet", () =>
    forwardCase(house, approver, { ...early, ...words }),
  );
  const late = await decided();
  await refusedWithoutTrace(house, late.place.application, "application/already-decided", () =>
    forwardCase(house, approver, { ...late.place, ...words }),
  );
  const { place } = await accepted();
  for (const missing of [{ to: " " }, { opinion: "" }, { to: "", opinion: " " }]) {
    await refusedWithoutTrace(house, place.application, "application/text-missing", () =>
      forwardCase(house, approver, { ...place, ...words, ...missing }),
    );
  }
  await refusedWithoutTrace(house, place.application, "application/not-your-duty", () =>
    forwardCase(house, reviewer, { ...place, ...words }),
  );
  await closedToStrangers(place.application, (actor) => forwardCase(house, actor, { ...place, ...words }));
  await pause(house, reviewer, { ...place, reason: "hearing", ground: "听证" });
  await refusedWithoutTrace(house, place.application, "process/on-hold", () =>
    forwardCase(house, approver, { ...place, ...words }),
  );
});
