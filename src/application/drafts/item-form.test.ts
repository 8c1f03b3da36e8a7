import assert from "node:assert/strict";
import { test } from "node:test";
import { documentOfGuide, type ItemDocument, shippedGuides } from "../../catalogue/index.ts";
import { type Answers, checkForm, fieldsOf, pagesOf, readAnswers } from "../../form/index.ts";
import { parseDay } from "../../kernel/calendar/index.ts";
import { wantedDelivery } from "./delivery-page.ts";
import { compileForm, needsOf, situationPage } from "./item-form.ts";

const guides = new Map(shippedGuides().map((guide) => [guide.slug, documentOfGuide(guide)]));
const documentOf = (slug: string): ItemDocument => guides.get(slug) ?? assert.fail(slug);
const asked = (document: ItemDocument, answers: Answers) =>
  needsOf(compileForm(document), answers).map(({ material, need }) => `${material.materialName} ${need}`);

test("every guide compiles to a sound form in which each material's condition can be judged", () => {
  assert.equal(guides.size, 16);
  for (const [slug, document] of guides) {
    const itemForm = compileForm(document);
    assert.deepEqual(
      checkForm(itemForm.form).filter(({ level }) => level === "error"),
      [],
      slug,
    );
    assert.equal(itemForm.materials.length, document.materials?.length, slug);
    assert.equal(compileForm(document), itemForm, "compiled once");
    const hanging = (document.materials ?? []).filter(({ when }) => when !== undefined).length;
    assert.equal(itemForm.materials.filter(({ when }) => when !== undefined).length, hanging, slug);
  }
});

test("a situation that is an option of a question is asked once, by that question", () => {
  const document = documentOf("residence-permit");
  const { form } = compileForm(document);
  assert.equal(form.pages[0]?.key, "basic");
  const open = asked(document, {});
  assert.ok(open.includes("就业证明 open") && open.includes("就读证明 open"));
  const settled = asked(document, { ground: "连续就读" });
  assert.ok(settled.includes("就读证明 asked"));
  assert.ok(!settled.some((one) => one.startsWith("就业证明")));
  assert.ok(settled.includes("居住登记满半年记录 fetched"), "the version says that nobody hands it in");
});

test("other situations are a page of their own, and answering them shortens the list", () => {
  const document = documentOf("food-business-licence");
  const { form } = compileForm(document);
  assert.deepEqual(
    form.pages.map(({ key }) => key),
    [situationPage, "basic", "measures", "delivery"],
  );
  const none = asked(document, { situation1: false, situation2: false });
  assert.equal(none.length, 4);
  assert.ok(none.includes("营业执照或其他主体资格证明 fetched"));
  assert.equal(asked(document, { situation1: true, situation2: true }).length, 6);
});

test("a form as an editor writes it gets the situations its materials hang on, under their own keys", () => {
  const document: ItemDocument = {
    taskName: "小型餐饮备案",
    situations: [
      { key: "agent", question: "委托他人办理吗？", kind: "yesNo" },
      { key: "kind", question: "哪一类？", kind: "text", values: ["堂食", "外卖"] },
      { key: "unused", question: "没有人问的？", kind: "yesNo" },
    ],
    materials: [
      { key: "a", materialName: "备案申请表" },
      { key: "b", materialName: "授权书", when: { "==": [{ var: "agent" }, true] } },
      { key: "c", materialName: "外卖平台协议", when: { "==": [{ var: "kind" }, "外卖"] } },
    ],
    form: {
      key: "small",
      name: "备案",
      given: [{ key: "agent", label: "委托", kind: "yesNo" }],
      pages: [
        { key: "basic", title: "基本信息", fields: [{ kind: "text", key: "shop", label: "店名", required: true }] },
      ],
    },
    deliverWay: ["1"],
  };
  const { form } = compileForm(document);
  assert.deepEqual(
    fieldsOf(form).map(({ key }) => key),
    ["agent", "kind", "shop"],
    "one way of delivery is no question",
  );
  assert.deepEqual(asked(document, { agent: true, kind: "堂食" }), ["备案申请表 asked", "授权书 asked"]);
  assert.deepEqual(asked(document, { agent: false }), ["备案申请表 asked", "外卖平台协议 open"]);
});

test("how the result shall come is asked where there is a choice; only the post asks for an address", () => {
  const { form } = compileForm(documentOf("food-business-licence"));
  const today = parseDay("2026-03-02");
  const shown = (deliverWay: string) =>
    pagesOf(form, { deliverWay })
      .find(({ key }) => key === "delivery")
      ?.questions.map(({ field }) => field.key);
  assert.deepEqual(shown("1"), ["deliverWay"]);
  assert.deepEqual(shown("2"), ["deliverWay", "deliverAddress", "deliverReceiver"]);
  const { faults } = readAnswers(form, { deliverWay: "2" }, { today });
  assert.ok(faults.some(({ name }) => name === "deliverReceiver.name"));
  assert.deepEqual(
    ["1", "2", "3", "4", "9"].map((deliverWay) => wantedDelivery({ deliverWay })),
    ["counter", "post", "online", "online", undefined],
  );
});
