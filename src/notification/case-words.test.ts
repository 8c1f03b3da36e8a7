import assert from "node:assert/strict";
import { test } from "node:test";
import { createCalendar, shippedYears } from "../kernel/calendar/index.ts";
import { codeMappings, codeTables, createCodes } from "../kernel/codes/index.ts";
import { type CaseFacts, withEnd, wordsOfCase } from "./case-words.ts";

test("a notice to correct says the day it ends on, over the holidays too", () => {
  const calendar = createCalendar(shippedYears);
  const codes = createCodes(codeTables, codeMappings);
  const topic = "application.correction-requested";
  const facts = { number: "1", revision: 2, at: "2026-09-29T09:00:00+08:00", days: 5 } as CaseFacts;
  const says = wordsOfCase(topic, withEnd(topic, facts, calendar), "食品经营许可", codes);
  assert.match(says?.body ?? "", /的申请需要补正，请在 10月\d+日（星期.）前补。/);
  assert.doesNotMatch(says?.body ?? "", /工作日/);
  const { days: _, ...without } = facts;
  assert.match(wordsOfCase(topic, withEnd(topic, without, calendar), "x", codes)?.body ?? "", /需要补正。要改哪几处/);
});
