import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { dayOf, startOf } from "../kernel/calendar/index.ts";
import { fixedClock } from "../kernel/clock/index.ts";
import { HallError } from "../kernel/errors/index.ts";
import { createCircuit } from "./circuit.ts";
import { fillTemplate, templateOf } from "./fill-template.ts";
import { quietUntil } from "./quiet-hours.ts";
import { templates } from "./templates.ts";

const hall = "潮州市网上办事大厅";

test("a text message begins with the name of the hall and says what it was told, no more", () => {
  const { text } = fillTemplate(templateOf("login-code", "sms"), { code: "123456", minutes: "5" }, hall);
  assert.equal(text, "【潮州市网上办事大厅】登录验证码 123456，5 分钟内有效。工作人员不会向您索要，请勿告诉他人。");
});

test("every template fits into one long text message, has its ways, and a subject where it is a mail", () => {
  for (const [name, template] of Object.entries(templates)) {
    assert.ok(template.ways.length > 0, name);
    assert.equal(template.subject !== undefined, template.ways.includes("mail"), name);
    if (template.ways.includes("sms")) assert.ok(template.text.length < 120, name);
    // Whoever reads over the shoulder learns neither the item nor the name.
    assert.deepEqual(
      Array.from(template.text.matchAll(/\{(\w+)\}/g), ([, blank]) => blank).filter(
        (blank) => !["code", "minutes", "tail"].includes(blank ?? ""),
      ),
      [],
      name,
    );
  }
});

test("a missing fact, one that is too long, and one with a second signature are refused by name", () => {
  const template = templateOf("login-code", "sms");
  const refused = (facts: Record<string, string>, fields: string[]) =>
    assert.throws(
      () => fillTemplate(template, facts, hall),
      (error: HallError) => {
        assert.equal(error.code, "notification/blank-left");
        assert.deepEqual(error.details.fields, fields);
        return true;
      },
    );
  refused({ minutes: "5" }, ["code"]);
  refused({ code: "1".repeat(41), minutes: "5" }, ["code"]);
  refused({ code: "1】【银行", minutes: "5\n" }, ["code", "minutes"]);
  refused({ toString: "x", minutes: "5" }, ["code"]);
});

test("a template that is not there, or not for this way, is refused", () => {
  for (const [name, way] of [
    ["no-such", "sms"],
    ["toString", "sms"],
    ["login-code", "mail"],
  ] as const) {
    assert.throws(() => templateOf(name, way), { code: "notification/no-template" });
  }
});

test("people are left in peace from ten at night to seven in the morning, and never longer", () => {
  const until = (time: string) => quietUntil(new Date(`2026-12-31T${time}+08:00`))?.toISOString();
  assert.equal(until("21:59:59"), undefined);
  assert.equal(until("22:00:00"), "2026-12-31T23:00:00.000Z");
  assert.equal(until("00:00:00"), "2026-12-30T23:00:00.000Z");
  assert.equal(until("06:59:59"), "2026-12-30T23:00:00.000Z");
  assert.equal(until("07:00:00"), undefined);
  fc.assert(
    fc.property(fc.date({ min: new Date("2000-01-01Z"), max: new Date("2099-12-31Z"), noInvalidDate: true }), (now) => {
      const morning = quietUntil(now);
      if (!morning) return;
      assert.ok(morning > now && morning.getTime() - now.getTime() <= 9 * 3_600_000);
      assert.equal(quietUntil(morning), undefined);
      assert.equal(morning.getTime() - startOf(dayOf(morning)).getTime(), 7 * 3_600_000);
    }),
  );
});

test("a gateway that fails is tried one call at a time, then rests, then is tried again", async () => {
  const clock = fixedClock("2026-03-02T10:00:00+08:00");
  const circuit = createCircuit(clock);
  const away = () => Promise.reject(new HallError("unavailable", "notification/sms-away", "x"));
  const resting = { code: "notification/way-resting" };

  await assert.rejects(circuit.run(away), { code: "notification/sms-away" });
  let answer: (value: string) => void = () => {};
  const slow = circuit.run(() => new Promise<string>((resolve) => (answer = resolve)));
  await assert.rejects(
    circuit.run(async () => "second"),
    resting,
  );
  answer("well");
  assert.equal(await slow, "well");
  assert.deepEqual(await Promise.all(["a", "b"].map((each) => circuit.run(async () => each))), ["a", "b"]);

  for (const _ of [1, 2, 3]) await assert.rejects(circuit.run(away), { code: "notification/sms-away" });
  assert.equal(circuit.isResting(), true);
  await assert.rejects(
    circuit.run(async () => "too early"),
    resting,
  );
  clock.advance(30_000);
  await assert.rejects(circuit.run(away), { code: "notification/sms-away" });
  assert.equal(circuit.isResting(), true, "one failed trial and it rests again");
  clock.advance(30_000);
  assert.equal(await circuit.run(async () => "well"), "well");
  assert.equal(circuit.isResting(), false);
});

test("what the gateway refuses for another reason than being away does not make it rest", async () => {
  const circuit = createCircuit(fixedClock("2026-03-02T10:00:00+08:00"));
  for (const _ of [1, 2, 3, 4]) {
    await assert.rejects(
      circuit.run(() => Promise.reject(new HallError("forbidden", "notification/sms-key-refused", "x"))),
    );
  }
  assert.equal(circuit.isResting(), false);
});
