import assert from "node:assert/strict";
import { test } from "node:test";
import type { Id } from "../kernel/ids/index.ts";
import type { Flow } from "../process/index.ts";
import { actsHouse } from "./acts.fixture.ts";
import {
  airOfficer,
  applicant,
  at,
  firefighter,
  inspectorOfQuality,
  jointItem,
  publish,
  reviewer,
  stranger,
  tokenAt,
  watch,
} from "./application.fixture.ts";
import { deemTask, giveOpinion, journalOf, type Moved, opinionsOf, returnTask, withdraw } from "./index.ts";

const { accepted, clock, house } = await actsHouse(import.meta.url);

/** Silence of the fire department counts as agreement; one refusal is enough for a conclusion. */
async function silentFire(): Promise<Id> {
  const document = jointItem({
    catalogCode: "440125004000",
    taskCode: "11440000006939756B3440125004000",
    taskName: "联合验收（默示同意）",
  });
  const nodes = document.flow?.nodes.map((node): Flow["nodes"][number] => {
    if (node.kind === "join") return { ...node, waitFor: "enough" };
    return node.key === "fire" && node.kind === "task" ? { ...node, deemed: { after: 1, as: "agree" } } : node;
  });
  const flow = { ...(document.flow as Flow), nodes: nodes ?? [] };
  return await publish(house, { ...document, flow });
}
let item: Promise<Id> | undefined;

/** A case of which three departments have just been asked. */
async function asked() {
  item ??= silentFire();
  const { place, moved } = await accepted(await item);
  const lead = await giveOpinion(house, reviewer, { ...place, token: tokenAt(moved, "examine"), opinion: "agree" });
  const said = async ({ state }: Moved, reader = applicant) =>
    opinionsOf(state, await journalOf(house, reader, place.hall, place.application)).map(
      ({ department, said: word, deemed, name }) => [department, deemed ? `deemed ${word}` : word, name],
    );
  return { place, lead, said };
}

test("[D1] what each department said is known when it has said it, silence that counts is told apart, and who was not needed any more did not answer", async () => {
  const { place, lead, said } = await asked();
  assert.deepEqual(await said(lead), [
    ["dept-fire", "waiting", undefined],
    ["dept-air", "waiting", undefined],
    ["dept-quality", "waiting", undefined],
  ]);
  clock.set(at("2026-03-05"));
  const silent = await deemTask(house, watch, { ...place, token: tokenAt(lead, "fire") });
  assert.deepEqual((await said(silent))[0], ["dept-fire", "deemed agree", "消防意见"]);
  const no = await giveOpinion(house, airOfficer, {
    ...place,
    token: tokenAt(lead, "air"),
    opinion: "disagree",
    text: "出入口不够",
  });
  assert.deepEqual(await said(no), [
    ["dept-fire", "deemed agree", "消防意见"],
    ["dept-air", "disagree", "人防意见"],
    ["dept-quality", "unasked", undefined],
  ]);
  assert.deepEqual(
    no.state.tasks.map(({ node }) => node),
    ["decide"],
  );
});

test("[D1] a round that was sent back has no opinions; of the next one only what was said in it", async () => {
  const { place, lead, said } = await asked();
  await giveOpinion(house, airOfficer, { ...place, token: tokenAt(lead, "air"), opinion: "agree" });
  const back = await returnTask(house, firefighter, {
    ...place,
    token: tokenAt(lead, "fire"),
    to: "examine",
    reason: "总平面图缺页",
  });
  assert.deepEqual(await said(back), []);
  const again = await giveOpinion(house, reviewer, { ...place, token: tokenAt(back, "examine"), opinion: "agree" });
  const one = await giveOpinion(house, inspectorOfQuality, {
    ...place,
    token: tokenAt(again, "quality"),
    opinion: "agree",
  });
  assert.deepEqual(
    (await said(one)).map(([department, word]) => [department, word]),
    [
      ["dept-fire", "waiting"],
      ["dept-air", "waiting"],
      ["dept-quality", "agree"],
    ],
  );
  const gone = await withdraw(house, applicant, { ...place, reason: "不办了" });
  assert.deepEqual(
    (await said(gone)).map(([, word]) => word),
    ["unasked", "unasked", "agree"],
    "what nobody said is not said of him",
  );
});

test("[D1] what a department wrote is the officers' own; whoever may not know the case learns of no opinion", async () => {
  const { place, lead } = await asked();
  const { hall, application } = place;
  await giveOpinion(house, airOfficer, { ...place, token: tokenAt(lead, "air"), opinion: "agree", text: "符合" });
  const wrote = async (reader: typeof applicant) =>
    (await journalOf(house, reader, hall, application)).at(-1)?.words?.opinion;
  assert.deepEqual([await wrote(firefighter), await wrote(applicant)], ["符合", undefined]);
  await assert.rejects(journalOf(house, stranger, hall, application), { code: "application/not-found" });
});
