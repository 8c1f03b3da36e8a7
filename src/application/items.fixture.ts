import { approveLegality, type ItemDocument, publishItem, saveDraft, submitForReview } from "../catalogue/index.ts";
import { inTransaction } from "../kernel/db/index.ts";
import type { House } from "../kernel/house/index.ts";
import type { Id } from "../kernel/ids/index.ts";
import { jointFlow, onTheSpotFlow, promisedFlow } from "../process/index.ts";
import { hall, market, officer } from "./people.fixture.ts";

const editor = officer("editor", market, ["catalogue-editor", "catalogue-publisher"]);
export const judge = officer("judge", market, ["legality-reviewer"]);

/** A complete item with a small form: a name, an area; a plan that is always asked, a lease when the place is rented. */
export function smallItem(changes: Partial<ItemDocument> = {}): ItemDocument {
  return {
    taskName: "食品小作坊登记",
    catalogCode: "440125001000",
    taskCode: "11440000006939756B3440125001000",
    taskType: "07",
    deptName: "潮州市市场监督管理局",
    deptCode: "11440000006939756B",
    deptType: "1",
    useLevel: "3",
    byLaw: [{ title: "中华人民共和国食品安全法", clause: "第三十六条" }],
    legalDays: 20,
    legalUnit: "wd",
    promiseDays: 5,
    promiseUnit: "wd",
    acceptCondition: "有固定的生产加工场所",
    specialProcedure: ["publicity"],
    projectType: "2",
    reviewType: "2",
    serverType: ["1"],
    handleType: ["1", "2"],
    limitSceneNum: 0,
    isOnline: true,
    isFee: false,
    isPayOnline: false,
    isExpress: true,
    isMailResult: true,
    results: [{ resultType: "10", resultName: "食品小作坊登记证", resultSample: "样本", validity: "3年" }],
    deliverWay: ["1"],
    userTopicType: ["150"],
    corpTopicType: [],
    linkWay: { phone: "0768-2345678" },
    superviseWay: "0768-12345",
    transactAddr: [{ address: "潮州市枫春路政务服务中心" }],
    faqs: [{ question: "要多久？", answer: "五个工作日。" }],
    materials: [
      { key: "plan", materialName: "场所平面图", materialKind: "1", isNeed: "1", sourceType: "1" },
      {
        key: "lease",
        materialName: "租赁合同",
        isNeed: "1",
        sourceType: "1",
        when: { "==": [{ var: "rented" }, true] },
      },
      { key: "photo", materialName: "场所照片", isNeed: "2", sourceType: "1" },
    ],
    situations: [{ key: "rented", question: "场所是租的吗？", kind: "yesNo" }],
    form: {
      key: "workshop",
      name: "食品小作坊登记",
      pages: [
        {
          key: "basic",
          title: "基本信息",
          fields: [
            { kind: "text", key: "name", label: "小作坊名称", required: true, maxLength: 40 },
            { kind: "number", key: "area", label: "面积", required: true, scale: 2, unit: "平方米", least: 1 },
            { kind: "text", key: "remark", label: "备注", required: false },
          ],
        },
      ],
    },
    flow: promisedFlow({}, { examine: 1, decide: 1, issue: 1, deliver: 1 }),
    ...changes,
  };
}

/** 施工许可那样的联办. */
export function jointItem(changes: Partial<ItemDocument> = {}): ItemDocument {
  return smallItem({
    taskName: "联合验收",
    catalogCode: "440125002000",
    taskCode: "11440000006939756B3440125002000",
    flow: jointFlow(
      {
        branches: [
          { key: "fire", name: "消防意见", body: "消防救援机构", limit: 1 },
          { key: "air", name: "人防意见", body: "人民防空主管部门", limit: 1 },
          { key: "quality", name: "质量安全意见", body: "质量安全监督机构", limit: 1 },
        ],
      },
      {},
      { examine: 1, decide: 1, issue: 1, deliver: 1 },
    ),
    ...changes,
  });
}

export function instantItem(changes: Partial<ItemDocument> = {}): ItemDocument {
  return smallItem({
    taskName: "当场登记",
    catalogCode: "440125003000",
    taskCode: "11440000006939756B3440125003000",
    projectType: "1",
    reviewType: "1",
    promiseDays: 0,
    flow: onTheSpotFlow(),
    ...changes,
  });
}

/** Writes, submits, approves and publishes an item. */
export async function publish(house: House, content: ItemDocument): Promise<Id> {
  return await inTransaction(house.db, async (tx) => {
    const { item } = await saveDraft(house, tx, editor, { content, home: { hall, division: hall }, reason: "新编" });
    await submitForReview(house, tx, editor, { item, reason: "报审" });
    await approveLegality(house, tx, judge, { item, reason: "合法" });
    await publishItem(house, tx, editor, { item, reason: "发布" });
    return item;
  });
}

/** Publishes the next version of an item. */
export async function republish(house: House, item: Id, content: ItemDocument): Promise<void> {
  await inTransaction(house.db, async (tx) => {
    await saveDraft(house, tx, editor, { content, item, revision: 0 });
    await submitForReview(house, tx, editor, { item, reason: "报审" });
    await approveLegality(house, tx, judge, { item, reason: "合法" });
    await publishItem(house, tx, editor, { item, reason: "修订" });
  });
}
