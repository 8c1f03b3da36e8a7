import assert from "node:assert/strict";
import { after } from "node:test";
import { saveDraft } from "../../catalogue/index.ts";
import { inTransaction } from "../../kernel/db/index.ts";
import type { Actor } from "../../kernel/http/index.ts";
import type { Id } from "../../kernel/ids/index.ts";
import { openTestDb } from "../../kernel/testing/index.ts";
import { appliableGuides } from "../apply/apply.fixture.ts";
import { city, editorsHouse, newStandard, type OfficerBrowser, officerAt } from "./editors.fixture.ts";

/** Who writes where no officer's rights are asked about. */
export const system: Actor = { kind: "system", id: "test", assurance: 3, posts: [] };

/** What tests of the editors' console begin with: a hall, its officers at their browsers, items at every step. Put away after the tests. */
export async function editorsGround(url: string) {
  const { db, close } = await openTestDb(url, appliableGuides);
  const home = await editorsHouse(db);
  after(async () => {
    await home.server.app.close();
    await home.tidyUp();
    await close();
  });

  const editorAt = (department: string) => officerAt(home, department, ["catalogue-editor"]);
  const judgeAt = () => officerAt(home, home.police, ["legality-reviewer"]);
  const keeperAt = () => officerAt(home, home.police, ["catalogue-editor", "catalogue-publisher"]);
  let codes = 0;

  /** Begins an item out of a written standard, on the page, and says its id. */
  async function begun(browser: OfficerBrowser, changes = {}): Promise<Id> {
    codes += 1;
    await browser.open("/editors/new");
    const made = await browser.send("/editors/new", {
      place: `${city}.${home.health}`,
      taskName: "",
      code: `cz-${codes}`,
      reason: "新增的公共服务",
      content: JSON.stringify(newStandard(changes)),
    });
    assert.equal(made.status, 303, made.text);
    return (/items\/([0-9a-f-]{36})/.exec(made.to)?.[1] ?? assert.fail(made.to)) as Id;
  }

  /** A draft of the health department that nobody had to write on a page. */
  async function drafted(changes = {}): Promise<Id> {
    codes += 1;
    const content = newStandard({ localTaskCode: `up-${codes}`, deptName: "潮州市卫生局", ...changes });
    const made = await inTransaction(db, (tx) =>
      saveDraft(home.house, tx, system, { content, home: { hall: city, division: city }, reason: "新增" }),
    );
    return made.item;
  }

  /** An act on the item's page. */
  async function act(browser: OfficerBrowser, item: Id, word: string, reason = "工作需要") {
    await browser.open(`/editors/items/${item}`);
    return await browser.send(`/editors/items/${item}`, { act: word, reason });
  }

  /** An act sent by hand: the page may not offer it, so the form's token comes from a page that always has one. */
  async function actByHand(browser: OfficerBrowser, item: Id, word: string, reason = "工作需要") {
    await browser.open("/editors/new");
    return await browser.send(`/editors/items/${item}`, { act: word, reason });
  }

  async function done(browser: OfficerBrowser, item: Id, word: string): Promise<void> {
    const { status, text } = await act(browser, item, word);
    assert.equal(status, 303, `${word}: ${text.slice(0, 3000)}`);
  }

  /** A new item, written, judged and published. */
  async function publishedItem(changes = {}): Promise<{ item: Id; editor: OfficerBrowser; judge: OfficerBrowser }> {
    const [editor, judge] = [await editorAt(home.health), await judgeAt()];
    const item = await begun(editor, changes);
    assert.equal((await editor.fill(`/editors/items/${item}/draft/flow`, steps)).status, 303);
    await done(editor, item, "submit");
    await done(judge, item, "approve");
    await done(editor, item, "publish");
    return { item, editor, judge };
  }

  return { db, home, editorAt, judgeAt, keeperAt, begun, drafted, act, actByHand, done, publishedItem };
}

/** A flow as it is typed into its page. */
export const steps = {
  "steps.0.kind": "accept",
  "steps.0.name": "受理",
  "steps.0.actor": "window",
  "steps.0.days": "1",
  "steps.1.kind": "examine",
  "steps.1.name": "审查",
  "steps.1.actor": "reviewer",
  "steps.1.days": "2",
  "steps.2.kind": "decide",
  "steps.2.name": "决定",
  "steps.2.actor": "approver",
  "steps.2.days": "1",
  "steps.3.kind": "deliver",
  "steps.3.name": "送达",
  "steps.3.actor": "window",
  "steps.3.days": "1",
};
