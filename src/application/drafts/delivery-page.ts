import type { Answers, Condition, Field, Page } from "../../form/index.ts";

/** The ways of handing over that an applicant can choose (code table deliver_way); the others are the office's. */
const ways = [
  { value: "3", label: "网上下载（电子证照、电子文书）" },
  { value: "1", label: "到窗口领取" },
  { value: "2", label: "邮寄" },
  { value: "4", label: "自助终端打印" },
];

/**
 * 领取方式: the page that asks how the result shall come.
 *
 * @param offered codes of deliver_way, as the version lists them.
 * @param taken keys that the form uses itself: such a question is not asked a second time.
 * @returns undefined when there is nothing to choose.
 */
export function deliveryPage(offered: readonly string[], taken: ReadonlySet<string>): Page | undefined {
  const options = ways.filter(({ value }) => offered.includes(value));
  if (options.length < 2 || taken.has("deliverWay")) return undefined;
  const byPost: Condition = { "==": [{ var: "deliverWay" }, "2"] };
  const fields: Field[] = [{ kind: "choice", key: "deliverWay", label: "怎样领取结果", required: true, options }];
  if (offered.includes("2") && !taken.has("deliverTo") && !taken.has("deliverAddress")) {
    const asked = { required: true, when: byPost };
    fields.push(
      { ...asked, kind: "address", key: "deliverAddress", label: "寄到哪里", level: "town" },
      { ...asked, kind: "person", key: "deliverReceiver", label: "收件人", idNumber: false, phone: true },
    );
  }
  return { key: "delivery", title: "领取方式", fields };
}

/** How the applicant wants the result. */
export function wantedDelivery(answers: Answers): "online" | "post" | "counter" | undefined {
  switch (answers.deliverWay) {
    case "1":
      return "counter";
    case "2":
      return "post";
    case "3":
    case "4":
      return "online";
    default:
      return undefined;
  }
}
